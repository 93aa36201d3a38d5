import { keccak256, toUtf8Bytes } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import { supports } from "../types/Ballot.ts";
import {
  type CountedEntry,
  cancelReasons,
  type Journal,
  type JournalBallot,
  type JournalEntry,
  journalKinds,
} from "../types/Journal.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import { parseProposalId } from "../types/parseProposalId.ts";
import { type Verifiers, verifierKinds } from "../types/VerifierKind.ts";
import { parseDecimal } from "./parseInteger.ts";
import { type Fields, parseFields } from "./readFields.ts";

/**
 * The text of a journal. One journal has one text, and its last field is the hash of all others: whatever differs from it in a
 * single byte is not read. That finds accidents; what somebody changed on purpose is found by replaying against a trusted head.
 */
export function formatJournalJson(journal: Journal): string {
  const checksum = keccak256(toUtf8Bytes(stringify(journal)));
  return `${stringify({ ...journal, checksum })}\n`;
}

function stringify(value: object): string {
  return JSON.stringify(value, (_, field: unknown) => (typeof field === "bigint" ? field.toString() : field), 1);
}

/** @throws QuorateError JOURNAL_MALFORMED, JOURNAL_VERSION */
export function parseJournalJson(text: string): Journal {
  const journal = parseJournal(text);
  if (formatJournalJson(journal) === text) return journal;
  throw malformed("Its text is not as it was written.");
}

function parseJournal(text: string): Journal {
  try {
    const fields = parseFields(JSON.parse(text), "The journal");
    if (fields.format !== "quorate.journal") throw malformed(`Its format is ${JSON.stringify(fields.format)}.`);
    if (fields.version !== 1) {
      throw new QuorateError({
        code: "JOURNAL_VERSION",
        summary: `The journal is of version ${String(fields.version)}, and this program reads version 1.`,
        remedy: "Use the program that exported it, or export it again.",
      });
    }
    return {
      format: "quorate.journal",
      version: 1,
      chainId: parseDecimal(fields.chainId, 256),
      governor: parseAddress(fields.governor),
      start: parseBytes32(fields.start),
      entries: listIn(fields, "entries").map(parseEntry),
      electorates: listIn(fields, "electorates").map((each) => {
        const electorate = parseFields(each, "An electorate");
        return { version: parseDecimal(electorate.version, 24), words: listIn(electorate, "words").map(parseBytes32) };
      }),
      keys: listIn(fields, "keys").map((each) => {
        const key = parseFields(each, "A key");
        return { seat: parseDecimal(key.seat, 16), signer: parseHex(key.signer) };
      }),
      verifiers: parseVerifiers(fields.verifiers),
    };
  } catch (cause) {
    if (cause instanceof QuorateError && cause.code.startsWith("JOURNAL_")) throw cause;
    if (cause instanceof QuorateError || cause instanceof SyntaxError) throw malformed(cause.message, cause);
    throw cause;
  }
}

function parseEntry(value: unknown): JournalEntry {
  const fields = parseFields(value, "An entry");
  const proposalId = parseProposalId(fields.proposalId);
  const kind = journalKinds.find((known) => known === fields.kind);
  switch (kind) {
    case "created":
      return {
        kind,
        proposalId,
        electorateVersion: parseDecimal(fields.electorateVersion, 24),
        salt: parseBytes32(fields.salt),
        simulation: parseBytes32(fields.simulation),
        description: textIn(fields, "description"),
        calls: listIn(fields, "calls").map((each) => {
          const call = parseFields(each, "A call");
          return {
            to: parseAddress(call.to),
            value: parseDecimal(call.value, 256),
            data: parseHex(call.data),
            codeHash: parseBytes32(call.codeHash),
          };
        }),
      };
    case "closed":
    case "executed":
      return { kind, proposalId, ...parseCount(fields) };
    case "canceled": {
      const reason = cancelReasons.find((known) => known === fields.reason);
      if (reason === undefined) throw malformed(`${JSON.stringify(fields.reason)} is no reason to cancel.`);
      return { kind, proposalId, reason };
    }
    case "enacted":
      return {
        kind,
        proposalId,
        record: parseBytes32(fields.record),
        enactment: parseHex(fields.enactment),
        codeHashes: listIn(fields, "codeHashes").map(parseBytes32),
        skipped: listIn(fields, "skipped").map((seat) => parseDecimal(seat, 16)),
      };
    case undefined:
      throw malformed(`${JSON.stringify(fields.kind)} is no kind of entry.`);
  }
}

function parseCount(fields: Fields): Pick<CountedEntry, "record" | "pages" | "ballots"> {
  return {
    record: parseBytes32(fields.record),
    pages: listIn(fields, "pages").map(parseBytes32),
    ballots: listIn(fields, "ballots").map(parseBallot),
  };
}

function parseBallot(value: unknown): JournalBallot {
  const fields = parseFields(value, "A ballot");
  const support = supports.find((known) => known === fields.support);
  if (support === undefined) throw malformed(`${JSON.stringify(fields.support)} is no choice of a ballot.`);
  return {
    seat: parseDecimal(fields.seat, 16),
    support,
    nonce: parseDecimal(fields.nonce, 64),
    deadline: parseDecimal(fields.deadline, 48),
    signatures: listIn(fields, "signatures").map((each) => {
      const signature = parseFields(each, "A signature");
      return { signer: parseHex(signature.signer), signature: parseHex(signature.signature) };
    }),
  };
}

function parseVerifiers(value: unknown): Verifiers {
  return Object.fromEntries(
    Object.entries(parseFields(value, "verifiers")).map(([address, name]) => {
      const kind = verifierKinds.find((known) => known === name);
      if (kind === undefined) throw malformed(`${JSON.stringify(name)} is no kind of verifier.`);
      return [parseAddress(address), kind];
    }),
  );
}

function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw malformed(`${name} is no list.`);
  return value;
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw malformed(`${name} is no text.`);
  return value;
}

function malformed(why: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "JOURNAL_MALFORMED",
    summary: `This is no journal. ${why}`,
    remedy: "Export it again, and keep the file as it was written.",
    ...(cause === undefined ? {} : { cause }),
  });
}
