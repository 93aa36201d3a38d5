import { AssertionError } from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import {
  type BuiltCall,
  formatBallotFile,
  prepareBallot,
  QuorateError,
  readBallotFile,
  type SignedBallot,
  type Support,
  signBallotFile,
} from "#sdk";

import type { Member } from "../cast/Member.ts";
import { joinNames } from "../narration/joinNames.ts";
import { knowledgeOf } from "../stage/knowledgeOf.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

/** What is voted on, and by whom. */
export interface CollectBallotFilesParameters {
  readonly proposal: {
    readonly calls: readonly BuiltCall[];
    readonly description: string;
    readonly proposer: bigint;
    readonly deadline: bigint;
  };
  readonly voters: readonly Member[];
  readonly choose: (member: Member) => Support;
  /** Members whose way to sign is worth a line of its own. */
  readonly special: readonly Member[];
}

/** Prepares a ballot file for every voter, lets its keys sign it without a chain, and gathers the files again. */
export async function collectBallotFiles(
  stage: Stage,
  parameters: CollectBallotFilesParameters,
): Promise<readonly SignedBallot[]> {
  const { voters, special } = parameters;
  const { narrator, folder } = stage;
  const files = join(folder, "ballots");
  await rm(files, { recursive: true, force: true });
  await mkdir(files, { recursive: true });
  const paths = await prepareFiles(stage, parameters, files);
  narrator.step(SECRETARIAT, `prepares a ballot file for each of ${voters.length} members.`);
  await showAltered(stage, paths[0] ?? "");
  for (const [index, member] of voters.entries()) await signFile(stage, member, paths[index] ?? "");
  for (const { name, keys, ballotsNeeded } of special) {
    narrator.step(
      name,
      `reads its file and signs it with ${joinNames(keys.slice(0, ballotsNeeded).map(({ label }) => label))}.`,
    );
  }
  narrator.step(`The other ${voters.length - special.length} members`, "read and sign theirs with their accounts.");
  const ballots: SignedBallot[] = [];
  for (const file of (await readdir(files)).toSorted()) {
    const { ballot } = await readBallotFile(await readFile(join(files, file), "utf8"), knowledgeOf(stage));
    ballots.push(ballot);
  }
  narrator.step(
    SECRETARIAT,
    `gathers ${ballots.length} files and checks every signature that can be checked without a chain.`,
  );
  return ballots;
}

async function prepareFiles(
  { client, narrator }: Stage,
  { proposal, voters, choose }: CollectBallotFilesParameters,
  folder: string,
): Promise<readonly string[]> {
  return await narrator.working("preparing ballot files", async (advance) => {
    const paths: string[] = [];
    for (const member of voters) {
      const file = await prepareBallot(client, { ...proposal, seat: member.seat, support: choose(member) });
      const path = join(folder, `seat-${String(member.seat).padStart(3, "0")}.json`);
      await writeFile(path, formatBallotFile(file));
      paths.push(path);
      advance(paths.length / voters.length);
    }
    return paths;
  });
}

/** What happens on the member's own machine: nothing here asks the chain. */
async function signFile(stage: Stage, { keys, ballotsNeeded }: Member, path: string): Promise<void> {
  for (const { signer } of keys.slice(0, ballotsNeeded)) {
    const { file } = await readBallotFile(await readFile(path, "utf8"), knowledgeOf(stage));
    await writeFile(path, formatBallotFile(await signBallotFile({ file, signer, ...knowledgeOf(stage) })));
  }
}

/** Somebody on the way makes a file show another sentence than its bytes say. */
async function showAltered({ narrator, cast, client, verifiers }: Stage, path: string): Promise<void> {
  const altered = (await readFile(path, "utf8")).replaceAll("with weight 1 ", "with weight 9 ");
  try {
    await readBallotFile(altered, knowledgeOf({ client, verifiers }));
  } catch (error) {
    if (!(error instanceof QuorateError) || error.code !== "BALLOT_FILE_ALTERED") throw error;
    narrator.refusal({
      who: cast.as("proposer").name,
      attempted: "is sent a file whose sentence was changed on the way; its signing program reads the bytes.",
      error: error.code,
      reason: error.message,
    });
    return;
  }
  throw new AssertionError({ message: "A changed sentence in a ballot file was not noticed" });
}
