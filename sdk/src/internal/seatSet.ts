import { QuorateError } from "../errors/QuorateError.ts";
import { parseInteger } from "./parseInteger.ts";

/** Seats 0 to 255 are bits of the first word, 256 to 511 of the second. */
const WORD = 256n;
const SEAT_BITS = 9;
const PLACE_BITS = 16n;
const MAX_MANDATORY = 16;

/** Seats, each once and in any order, as the two words that the chain keeps. @throws QuorateError INTEGER_MALFORMED, OBJECT_MALFORMED */
export function toSeatSet(seats: unknown): readonly [bigint, bigint] {
  const words: [bigint, bigint] = [0n, 0n];
  for (const seat of listSeats(seats)) words[seat < WORD ? 0 : 1] |= 1n << (seat % WORD);
  return words;
}

/** The seats of a set, ascending. */
export function fromSeatSet([low, high]: readonly [bigint, bigint]): readonly bigint[] {
  return [low, high].flatMap((word, page) =>
    Array.from({ length: Number(WORD) }, (_, bit) => BigInt(bit))
      .filter((bit) => (word >> bit) & 1n)
      .map((bit) => bit + BigInt(page) * WORD),
  );
}

/**
 * The mandatory members of a group, each once and in any order, as the one word that the chain keeps: seat + 1 in 16 bits each,
 * from the lowest.
 *
 * @throws QuorateError INTEGER_MALFORMED, OBJECT_MALFORMED
 */
export function toMandatoryWord(seats: unknown): bigint {
  const sorted = [...listSeats(seats)].sort((a, b) => (a < b ? -1 : 1));
  if (sorted.length > MAX_MANDATORY) throw malformed(`${sorted.length} mandatory members are too many.`);
  return sorted.reduce((word, seat, place) => word | ((seat + 1n) << (BigInt(place) * PLACE_BITS)), 0n);
}

/** The mandatory members that a word names, ascending; undefined for a word that is not written so. */
export function fromMandatoryWord(word: bigint): readonly bigint[] | undefined {
  const seats: bigint[] = [];
  for (let left = word; left !== 0n; left >>= PLACE_BITS) seats.push(BigInt.asUintN(Number(PLACE_BITS), left) - 1n);
  const isSound = seats.every((seat) => seat >= 0n && seat < 2n * WORD) && new Set(seats).size === seats.length;
  return isSound && toMandatoryWord(seats) === word ? seats : undefined;
}

function listSeats(given: unknown): readonly bigint[] {
  if (!Array.isArray(given)) throw malformed("The seats are no list.");
  const list: readonly unknown[] = given;
  const seats = list.map((seat) => parseInteger(seat, SEAT_BITS));
  const repeated = seats.find((seat, place) => seats.indexOf(seat) !== place);
  if (repeated !== undefined) throw malformed(`Seat ${repeated} is named twice.`);
  return seats;
}

function malformed(summary: string): QuorateError {
  return new QuorateError({
    code: "OBJECT_MALFORMED",
    summary,
    remedy: `Give a list of distinct seats; at most ${MAX_MANDATORY} of them can be mandatory.`,
  });
}
