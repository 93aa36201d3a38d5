import { type Client, readBallotFile, type SignedBallot } from "#sdk";

import { listVerifiers } from "../../clients/toBallotSigner.ts";
import type { ChosenDeployment } from "../../deployment/chooseDeployment.ts";
import { readTextFile } from "../../founding/readTextFile.ts";

/**
 * Reads ballot files and holds each against chain, modules and names.
 *
 * @throws QuorateError FILE_UNREADABLE, BALLOT_FILE_*, NAMES_DIFFER, SIGNATURE_FOREIGN
 */
export async function readBallots(
  paths: readonly string[],
  { chainId, modules, names }: Client,
  chosen: ChosenDeployment,
): Promise<readonly SignedBallot[]> {
  const verifiers = listVerifiers(chosen);
  return Promise.all(
    paths.map(async (path) => {
      const { ballot } = await readBallotFile(await readTextFile(path), { chainId, modules, names, verifiers });
      return ballot;
    }),
  );
}
