import { expect } from "chai";
import { SigningKey, toBeHex } from "ethers";
import fc from "fast-check";

import { QuorateError } from "../errors/QuorateError.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import {
  encodeAccountSignature,
  encodeCompactSignature,
  flipSignature,
  parseAccountSignature,
  recoverSigner,
} from "./accountSignature.ts";
import { decodeCompactBallots, encodeCompactBallots } from "./compactBallots.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const word = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => parseBytes32(`0x${Buffer.from(bytes).toString("hex")}`));
const secret = fc.bigInt({ min: 1n, max: ORDER - 1n }).map((value) => toBeHex(value, 32));

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof QuorateError ? error.code : String(error);
  }
  return "accepted";
}

describe("an account's signature", () => {
  it("is the same in each of its forms", () => {
    fc.assert(
      fc.property(secret, word, fc.nat(1_000), (key, digest, chainId) => {
        const { r, s, yParity } = new SigningKey(key).sign(digest);
        const plain = `${r}${s.slice(2)}`;
        const compact = toBeHex(BigInt(s) | (BigInt(yParity) << 255n), 32);
        const expected = { r, s, yParity: BigInt(yParity) };
        for (const last of [`0${yParity}`, toBeHex(27 + yParity, 1).slice(2)]) {
          expect(parseAccountSignature(parseHex(`${plain}${last}`))).to.deep.equal(expected);
        }
        if (35 + 2 * chainId + yParity < 256) {
          expect(
            parseAccountSignature(parseHex(`${plain}${toBeHex(35 + 2 * chainId + yParity, 1).slice(2)}`)),
          ).to.deep.equal(expected);
        }
        const parsed = parseAccountSignature(parseHex(`${r}${compact.slice(2)}`));
        expect(parsed).to.deep.equal(expected);
        expect(parseAccountSignature(encodeAccountSignature(parsed))).to.deep.equal(expected);
        expect(parseAccountSignature(encodeCompactSignature(parsed))).to.deep.equal(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("is refused with the high s, which has a low twin of the same signer", () => {
    fc.assert(
      fc.property(secret, word, (key, digest) => {
        const { r, s, yParity } = new SigningKey(key).sign(digest);
        const high = parseHex(`${r}${toBeHex(ORDER - BigInt(s), 32).slice(2)}${toBeHex(28 - yParity, 1).slice(2)}`);
        expect(codeOf(() => parseAccountSignature(high))).to.equal("SIGNATURE_MALLEABLE");
        expect(flipSignature(high)).to.deep.equal({ r, s, yParity: BigInt(yParity) });
        expect(recoverSigner(digest, flipSignature(high))).to.equal(
          recoverSigner(digest, { r: parseBytes32(r), s: parseBytes32(s), yParity: BigInt(yParity) }),
        );
      }),
      { numRuns: 25 },
    );
  });

  it("is refused where it is none", () => {
    const r = "11".repeat(32);
    for (const wrong of [
      "0x",
      `0x${r}`,
      `0x${r}${r}1b00`,
      `0x${r}${r}02`,
      `0x${"00".repeat(32)}${r}1b`,
      `0x${r}${"00".repeat(32)}1b`,
      `0x${"ff".repeat(32)}${r}1b`,
    ]) {
      expect(
        codeOf(() => parseAccountSignature(parseHex(wrong))),
        wrong,
      ).to.equal("SIGNATURE_MALFORMED");
    }
  });
});

describe("compact ballots", () => {
  const ballot = fc.record({
    seat: fc.bigInt({ min: 0n, max: 16_383n }),
    support: fc.constantFrom("against", "for", "abstain"),
    signature: fc.tuple(secret, word).map(([key, digest]) => parseHex(new SigningKey(key).sign(digest).serialized)),
  });

  it("come back as they were packed, ascending by seat, 66 bytes each", () => {
    fc.assert(
      fc.property(fc.uniqueArray(ballot, { selector: ({ seat }) => seat, maxLength: 6 }), (ballots) => {
        const packed = encodeCompactBallots(ballots);
        expect(packed).to.have.length(2 + 132 * ballots.length);
        const expected = [...ballots].sort((a, b) => (a.seat < b.seat ? -1 : 1));
        const unpacked = decodeCompactBallots(packed);
        expect(unpacked.map(({ seat, support }) => ({ seat, support }))).to.deep.equal(
          expected.map(({ seat, support }) => ({ seat, support })),
        );
        expect(unpacked.map(({ signature }) => parseAccountSignature(signature))).to.deep.equal(
          expected.map(({ signature }) => parseAccountSignature(signature)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("are refused where a seat stands twice or does not fit, or where the bytes are none", () => {
    const [one] = fc.sample(ballot, { numRuns: 1, seed: 7 });
    if (one === undefined) throw new Error("a ballot");
    expect(codeOf(() => encodeCompactBallots([one, one]))).to.equal("BALLOTS_CONTRADICT");
    expect(codeOf(() => encodeCompactBallots([{ ...one, seat: 16_384n }]))).to.equal("BALLOT_MALFORMED");
    const packed = encodeCompactBallots([{ ...one, seat: 5n }]);
    for (const wrong of [
      `${packed}00`,
      packed.slice(0, -2),
      `${packed}${packed.slice(2)}`,
      packed.replace(/^0x../, "0xc0"),
    ]) {
      expect(codeOf(() => decodeCompactBallots(parseHex(wrong)))).to.equal("BALLOT_MALFORMED");
    }
  });
});
