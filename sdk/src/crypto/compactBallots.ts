import { concat, dataSlice, toBeHex } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import { type Support, supports } from "../types/Ballot.ts";
import type { Hex } from "../types/Hex.ts";
import { parseHex, sizeOf } from "../types/parseHex.ts";
import { encodeCompactSignature, parseAccountSignature } from "./accountSignature.ts";

const BALLOT_BYTES = 66;
const MAX_SEAT = 2n ** 14n - 1n;

/** A seat's choice with the signature of the one account that speaks for it. */
export interface CompactBallot {
  /** 0 to 16,383. */
  readonly seat: bigint;
  readonly support: Support;
  /** In any form that {@link parseAccountSignature} reads. */
  readonly signature: Hex;
}

/**
 * Packs ballots the way the governor counts them in one transaction: 66 bytes each, ascending by seat,
 * `uint16(support << 14 | seat) || r || vs`.
 *
 * @throws QuorateError BALLOT_MALFORMED for a seat above 16,383, BALLOTS_CONTRADICT for a seat that stands twice,
 * SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE
 * @example
 * ```ts
 * const packed: Hex = encodeCompactBallots([{ seat: 3n, support: "for", signature }]);
 * ```
 */
export function encodeCompactBallots(ballots: readonly CompactBallot[]): Hex {
  const sorted = [...ballots].sort((a, b) => (a.seat < b.seat ? -1 : 1));
  return parseHex(
    concat(
      sorted.map(({ seat, support, signature }, index) => {
        if (seat < 0n || seat > MAX_SEAT) throw outOfRange(seat);
        if (sorted[index + 1]?.seat === seat) throw twice(seat);
        const head = (BigInt(supports.indexOf(support)) << 14n) | seat;
        return concat([toBeHex(head, 2), encodeCompactSignature(parseAccountSignature(signature))]);
      }),
    ),
  );
}

/**
 * Unpacks what {@link encodeCompactBallots} packed. Signatures come back as 64 bytes (EIP-2098).
 *
 * @throws QuorateError BALLOT_MALFORMED where the bytes are no whole ballots in ascending order
 * @example
 * ```ts
 * for (const { seat, support } of decodeCompactBallots(packed)) console.log(seat, support);
 * ```
 */
export function decodeCompactBallots(packed: Hex): readonly CompactBallot[] {
  if (sizeOf(packed) % BALLOT_BYTES !== 0) throw notWhole(sizeOf(packed));
  let next = 0n;
  return Array.from({ length: sizeOf(packed) / BALLOT_BYTES }, (_, index) => {
    const start = index * BALLOT_BYTES;
    const head = BigInt(dataSlice(packed, start, start + 2));
    const support = supports[Number(head >> 14n)];
    const seat = head & MAX_SEAT;
    if (support === undefined || seat < next) throw notWhole(sizeOf(packed));
    next = seat + 1n;
    return { seat, support, signature: parseHex(dataSlice(packed, start + 2, start + BALLOT_BYTES)) };
  });
}

function outOfRange(seat: bigint): QuorateError {
  return new QuorateError({
    code: "BALLOT_MALFORMED",
    summary: `Seat ${seat} does not fit a compact ballot.`,
    remedy: `Use a seat from 0 to ${MAX_SEAT}.`,
    facts: { seat },
  });
}

function twice(seat: bigint): QuorateError {
  return new QuorateError({
    code: "BALLOTS_CONTRADICT",
    summary: `Seat ${seat} stands twice among the ballots.`,
    remedy: "Merge the ballots first, so that each seat has one.",
    facts: { seat },
  });
}

function notWhole(bytes: number): QuorateError {
  return new QuorateError({
    code: "BALLOT_MALFORMED",
    summary: `${bytes} bytes are no ballots of ${BALLOT_BYTES} bytes each in ascending order of seats.`,
    remedy: "Take the bytes from the transaction or the event as they are.",
    facts: { bytes },
  });
}
