import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";

import { concat, keccak256 } from "ethers";

import { QuorateError, type RejectionReason, rejectionReasons } from "#sdk";

import { act, actOptions, connectActing } from "../../consents/act.ts";
import type { Command } from "../../terminal/Command.ts";
import { malformed } from "../../terminal/Input.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordReject: Command = {
  name: "record reject",
  summary: "Reject a record, with a reason that everybody sees. Its sender then has time to answer.",
  arguments: ["id"],
  options: {
    reason: { value: "REASON", says: `${rejectionReasons.join(", ")}; record open says which` },
    evidence: { value: "FILE", says: "what you show the panel; only its salted hash is sent, the salt is shown once" },
    ...actOptions,
  },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const reason = readReason(input.option("reason"));
    const path = input.optional("evidence");
    const salt = randomBytes(32);
    const evidence = path === null ? Buffer.of() : await readEvidence(path);
    const evidenceHash = readBytes32(keccak256(concat([salt, evidence])));
    const acting = await connectActing(place, input);
    const kept =
      path === null ? [] : [`Keep ${path} with its salt 0x${salt.toString("hex")}: they prove what you saw.`];
    return act(place, input, {
      ...acting,
      subject: { verb: "reject", recordId, reason, evidenceHash },
      question: `Reject the record ${recordId} with ${reason}? Everybody sees it.`,
      says: [
        `Rejected: ${reason}. The sender may answer now; quorate record show ${recordId} says until when.`,
        ...kept,
      ],
      json: path === null ? {} : { salt: `0x${salt.toString("hex")}` },
    });
  },
};

function readReason(text: string): RejectionReason {
  const reason = rejectionReasons.find((known) => known === text.toUpperCase());
  if (reason !== undefined) return reason;
  throw malformed("--reason", text, `one of ${rejectionReasons.join(", ")}`);
}

async function readEvidence(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new QuorateError({
      code: "FILE_UNREADABLE",
      summary: `${path} could not be read.`,
      remedy: "Check that the file exists and that you may read it.",
      facts: { path },
      cause,
    });
  }
}
