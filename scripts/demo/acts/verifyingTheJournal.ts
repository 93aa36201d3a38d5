import { AssertionError } from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

import { type Bytes32, exportJournal, formatJournal, type Journal, parseBytes32 } from "#sdk";

import type { Act } from "../Act.ts";
import { formatInteger } from "../narration/formatInteger.ts";
import { confirm } from "../stage/confirm.ts";
import { knowledgeOf } from "../stage/knowledgeOf.ts";
import { runProgram } from "../stage/runProgram.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

const AUDITOR = "An auditor";
const VERIFY = [join("scripts", "cli.ts"), "journal", "verify"];
const SIGNATURE = '"signature": "0x';

interface Exported {
  readonly journal: Journal;
  readonly text: string;
  readonly head: Bytes32;
}

/** The journal is verified by somebody who has no chain. */
export const verifyingTheJournal: Act = {
  title: "The journal is verified without a chain",
  promise:
    "Every proposal, ballot and signature is exported to one file; a process of its own replays it against the chain's head, and refuses it when a single byte differs.",
  play: async (stage) => {
    const { client, narrator, folder, root } = stage;
    const file = join(folder, "journal.json");
    const journal = await narrator.working("exporting the journal", () =>
      exportJournal(client, { verifiers: knowledgeOf(stage).verifiers }),
    );
    const text = formatJournal(journal);
    await writeFile(file, text);
    const head = parseBytes32(await client.contracts.governor.journalHead());
    narrator.step(
      SECRETARIAT,
      `exports the journal to ${relative(root, file)}, ${formatInteger(text.length)} bytes. The governor's head is ${head}.`,
    );
    await verify(stage, file, head);
    await showFlipped(stage, { journal, text, head });
    await showForged(stage, { journal, text, head });
  },
};

async function verify(stage: Stage, file: string, head: Bytes32): Promise<void> {
  const { narrator, root, signal } = stage;
  const end = await narrator.working("verifying the journal", () =>
    runProgram(root, [...VERIFY, file, "--head", head, "--json"], signal),
  );
  if (end.code !== 0) throw new AssertionError({ message: `The journal was refused: ${end.stderr}` });
  const verified = parseVerified(end.stdout);
  narrator.step(
    AUDITOR,
    "runs `quorate journal verify` in a process of its own. It knows the file and the head; the chain listens nowhere, so it could not be asked.",
  );
  narrator.list("What it proves by itself:", [
    `${verified.entryCount} entries, ${verified.trustedEntryCount} of them up to the trusted head`,
    `${verified.signatureVerifiedCount} ballots whose signatures it verified, by keys to which the head commits`,
    `${verified.signedByFileKeysCount} ballots with good signatures by keys that the file alone gives to the member: an auditor who knows the keys names them with --keys`,
    `${verified.attestedByChainCount} ballots for which the chain vouches: members voted directly, or by a contract such as a Safe`,
  ]);
  const sound =
    verified.head === head &&
    verified.trustedEntryCount === verified.entryCount &&
    verified.signatureVerifiedCount > 0 &&
    verified.attestedByChainCount > 0;
  confirm(stage, sound, "The replay ends at the head that the governor shows.");
}

/** One bit of one signature, as a failing disk or a clumsy hand would change it. */
async function showFlipped(stage: Stage, { text, head }: Exported): Promise<void> {
  const bytes = Buffer.from(text);
  const place = bytes.indexOf(SIGNATURE) + SIGNATURE.length + 10;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await expectRefused(stage, {
    text: bytes.toString(),
    head,
    name: "journal.flipped.json",
    attempted: `verifies a copy in which one bit of byte ${formatInteger(place)} is flipped, inside a signature.`,
  });
}

/** Another sentence for what was decided, in a file that is whole and sound by its own checksum. */
async function showForged(stage: Stage, { journal, head }: Exported): Promise<void> {
  const entries = journal.entries.map((entry) =>
    entry.kind === "created" ? { ...entry, description: entry.description.replace("e", "a") } : entry,
  );
  await expectRefused(stage, {
    text: formatJournal({ ...journal, entries }),
    head,
    name: "journal.forged.json",
    attempted: "verifies a copy that a forger wrote anew, checksum and all, with other words for what was decided.",
  });
}

interface ExpectRefusedParameters {
  readonly text: string;
  readonly head: Bytes32;
  readonly name: string;
  readonly attempted: string;
}

async function expectRefused(
  { narrator, folder, root, signal }: Stage,
  { text, head, name, attempted }: ExpectRefusedParameters,
): Promise<void> {
  const file = join(folder, name);
  await writeFile(file, text);
  const end = await narrator.working("verifying the changed journal", () =>
    runProgram(root, [...VERIFY, file, "--head", head], signal),
  );
  const [first = "", ...rest] = end.stderr.trim().split("\n");
  const named = /^(JOURNAL_[A-Z_]+): (.+)$/.exec(first);
  if (end.code !== 1 || named === null) {
    throw new AssertionError({ message: `${name} was not refused, exit code ${end.code}: ${end.stderr}` });
  }
  const reason = [named[2] ?? "", ...rest.map((line) => line.trim())].join(" ");
  narrator.refusal({ who: AUDITOR, attempted, error: named[1] ?? "", reason });
}

interface Verified {
  readonly head: string;
  readonly entryCount: number;
  readonly trustedEntryCount: number;
  readonly signatureVerifiedCount: number;
  readonly signedByFileKeysCount: number;
  readonly attestedByChainCount: number;
}

function parseVerified(text: string): Verified {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null) throw new TypeError("the verifier printed no object");
  const fields: Readonly<Record<string, unknown>> = { ...parsed };
  const count = (name: string): number => {
    const value = fields[name];
    if (typeof value !== "number") throw new TypeError(`the verifier printed no ${name}`);
    return value;
  };
  return {
    head: String(fields.head),
    entryCount: count("entryCount"),
    trustedEntryCount: count("trustedEntryCount"),
    signatureVerifiedCount: count("signatureVerifiedCount"),
    signedByFileKeysCount: count("signedByFileKeysCount"),
    attestedByChainCount: count("attestedByChainCount"),
  };
}
