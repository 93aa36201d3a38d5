import { expect } from "chai";
import fc from "fast-check";

import { QuorateError } from "../errors/QuorateError.ts";
import { supports } from "../types/Ballot.ts";
import { cancelReasons, type Journal } from "../types/Journal.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import { parseProposalId } from "../types/parseProposalId.ts";
import { verifierKinds } from "../types/VerifierKind.ts";
import { formatJournalJson, parseJournalJson } from "./journalJson.ts";

const uint = (bits: number): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
const hexOf = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;
const word = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => parseBytes32(hexOf(bytes)));
const bytes = fc.uint8Array({ maxLength: 40 }).map((some) => parseHex(hexOf(some)));
const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((some) => parseAddress(hexOf(some)));
const proposalId = fc.bigInt({ min: 1n, max: 2n ** 256n - 1n }).map(parseProposalId);
const some = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(value, { maxLength: 3 });
const ballot = fc.record({
  seat: uint(16),
  support: fc.constantFrom(...supports),
  nonce: uint(64),
  deadline: uint(48),
  signatures: some(fc.record({ signer: bytes, signature: bytes })),
});
const entry = fc.oneof(
  fc.record({
    kind: fc.constant("created"),
    proposalId,
    electorateVersion: uint(24),
    salt: word,
    simulation: word,
    description: fc.string({ unit: "grapheme" }),
    calls: some(fc.record({ to: address, value: uint(256), data: bytes, codeHash: word })),
  }),
  fc.record({
    kind: fc.constantFrom("closed", "executed"),
    proposalId,
    record: word,
    pages: some(word),
    ballots: some(ballot),
  }),
  fc.record({ kind: fc.constant("canceled"), proposalId, reason: fc.constantFrom(...cancelReasons) }),
  fc.record({
    kind: fc.constant("enacted"),
    proposalId,
    record: word,
    enactment: bytes,
    codeHashes: some(word),
    skipped: some(uint(16)),
  }),
);
const journal: fc.Arbitrary<Journal> = fc.record({
  format: fc.constant("quorate.journal"),
  version: fc.constant(1),
  chainId: uint(256),
  governor: address,
  start: word,
  entries: some(entry),
  electorates: some(fc.record({ version: uint(24), words: some(word) })),
  keys: some(fc.record({ seat: uint(16), signer: bytes })),
  verifiers: fc.dictionary(address, fc.constantFrom(...verifierKinds), { maxKeys: 2, noNullPrototype: true }),
});

describe("a journal's text", () => {
  it("reads back as the journal that was written", () => {
    fc.assert(
      fc.property(journal, (written) => {
        const text = formatJournalJson(written);
        expect(parseJournalJson(text)).to.deep.equal(written);
        expect(formatJournalJson(parseJournalJson(text))).to.equal(text);
      }),
    );
  });

  it("is refused in any other writing", () => {
    fc.assert(
      fc.property(journal, fc.nat(), fc.integer({ min: 1, max: 127 }), (written, where, mask) => {
        const text = formatJournalJson(written);
        const place = where % text.length;
        const changed = `${text.slice(0, place)}${String.fromCharCode(text.charCodeAt(place) ^ mask)}${text.slice(place + 1)}`;
        expect(() => parseJournalJson(changed))
          .to.throw(QuorateError)
          .and.have.property("code")
          .which.matches(/^JOURNAL_/);
      }),
    );
    for (const wrong of ["", "[]", "null", "{}", "{"]) expect(() => parseJournalJson(wrong)).to.throw(QuorateError);
  });
});
