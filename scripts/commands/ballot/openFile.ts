import { type Modules, type Names, parseAddress, QuorateError, type ReadBallotFileOptions } from "#sdk";

import { addressOf } from "../../clients/connect.ts";
import { readNames } from "../../clients/readNames.ts";
import { listVerifiers } from "../../clients/toBallotSigner.ts";
import type { ChosenDeployment } from "../../deployment/chooseDeployment.ts";
import type { OptionDescription } from "../../terminal/Command.ts";
import type { Input } from "../../terminal/Input.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

/** Options of commands that read ballot and proposal files without a chain. */
export const offlineOptions = {
  governor: { value: "ADDRESS", says: "the governor, where members replaced the one of the deployment's files" },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** What a machine without a chain knows of the consortium: the files of its deployment. */
export async function readOfflineKnowledge(
  place: Workplace,
  input: Input,
): Promise<{
  readonly chosen: ChosenDeployment;
  readonly options: ReadBallotFileOptions & {
    readonly chainId: bigint;
    readonly modules: Modules;
    readonly names: Names;
  };
}> {
  const chosen = await place.deployment();
  const governor = input.optional("governor");
  const modules: Modules = {
    constitution: addressOf(chosen, "Constitution"),
    memberRegistry: addressOf(chosen, "MemberRegistry"),
    governor: governor === null ? addressOf(chosen, "Governor") : parseAddress(governor),
    guardians: addressOf(chosen, "Guardians"),
    accession: addressOf(chosen, "Accession"),
    groupDirectory: addressOf(chosen, "GroupDirectory"),
    keyDirectory: addressOf(chosen, "KeyDirectory"),
    confidentialRegistry: addressOf(chosen, "ConfidentialRegistry"),
    batchAnchor: addressOf(chosen, "BatchAnchor"),
    batchExecutor: addressOf(chosen, "BatchExecutor"),
  };
  const options = {
    names: await readNames(chosen.folder.names),
    chainId: chosen.deployment.chain.chainId,
    modules,
    verifiers: listVerifiers(chosen),
  };
  return { chosen, options };
}

const FOREIGN: readonly string[] = ["BALLOT_FILE_FOREIGN", "PROPOSAL_FILE_FOREIGN"];

/** Adds what to do where the file is for another governor than the deployment's. */
export function explainForeign(error: unknown): unknown {
  if (!(error instanceof QuorateError) || !FOREIGN.includes(error.code)) return error;
  return new QuorateError({
    code: error.code,
    summary: error.summary,
    remedy: `${error.remedy} Where members replaced a module, name it, as in --governor.`,
    facts: error.facts,
    cause: error,
  });
}
