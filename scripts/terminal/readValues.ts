import {
  type Bytes32,
  type Client,
  type Duty,
  duties,
  type Names,
  parseBytes32,
  type QuorateError,
  type Suite,
  suites,
} from "#sdk";

import { compareText } from "../founding/compareText.ts";
import { JsonReader } from "../founding/JsonReader.ts";
import { readDuration } from "../founding/readDuration.ts";
import { malformed } from "./Input.ts";

const MAX_SEAT = 511n;
const MAX_SECONDS = 2 ** 32 - 1;

/** A whole number within limits. @throws QuorateError OPTION_MALFORMED */
export function readWhole(
  where: string,
  text: string,
  { min, max }: { readonly min: bigint; readonly max: bigint },
): bigint {
  const value = /^\d{1,78}$/.test(text) ? BigInt(text) : null;
  if (value !== null && value >= min && value <= max) return value;
  throw malformed(where, text, `a whole number from ${min} to ${max}`);
}

/** A seat by its number, or by the name that its organisation has in names.json. @throws QuorateError OPTION_MALFORMED */
export function readSeat(where: string, text: string, { seats = {} }: Names): bigint {
  if (/^\d+$/.test(text)) return readWhole(where, text, { min: 0n, max: MAX_SEAT });
  const wanted = text.toLowerCase();
  const named = Object.entries(seats).filter(([, name]) => name.toLowerCase() === wanted);
  const [only, second] =
    named.length > 0 ? named : Object.entries(seats).filter(([, name]) => name.toLowerCase().includes(wanted));
  if (only !== undefined && second === undefined) return BigInt(only[0]);
  const known = Object.values(seats).sort(compareText);
  const expected =
    known.length === 0
      ? "the number of a seat"
      : `the number of a seat, or one of its names: ${known.slice(0, 60).join(", ")}`;
  throw malformed(where, text, expected);
}

/** Seats joined by commas, each by number or by name. @throws QuorateError OPTION_MALFORMED */
export function readSeats(where: string, text: string, names: Names): readonly bigint[] {
  if (text === "none") return [];
  return [...new Set(text.split(",").map((word) => readSeat(where, word.trim(), names)))];
}

/** The number of a group. @throws QuorateError OPTION_MALFORMED */
export function readGroupNumber(where: string, text: string): bigint {
  return readWhole(where, text, { min: 1n, max: 2n ** 32n - 1n });
}

/** A suite of algorithms by its number. @throws QuorateError OPTION_MALFORMED */
export function readSuite(where: string, text: string): Suite {
  const suite = suites.find((known) => String(known) === text);
  if (suite !== undefined) return suite;
  throw malformed(where, text, `one of ${suites.join(", ")}`);
}

/** A time as in `90s`, `15m`, `12h`, `3d`, in seconds. @throws QuorateError OPTION_MALFORMED */
export function readTime(where: string, text: string): bigint {
  const faults: QuorateError[] = [];
  const seconds = readDuration(new JsonReader(text, where, faults), { min: 0, max: MAX_SECONDS });
  if (faults[0] === undefined) return BigInt(seconds);
  throw malformed(where, text, 'a time as in "90s", "15m", "12h" or "3d"');
}

/**
 * A moment to come: unix seconds, a date as in `2027-03-01` or `2027-03-01T12:00Z`, or a time from now as in `+3d`, by the
 * chain's clock, or off line this machine's.
 *
 * @throws QuorateError OPTION_MALFORMED
 */
export async function readMoment(
  where: string,
  text: string,
  client: Pick<Client, "provider"> | null,
): Promise<bigint> {
  if (/^\d{9,13}$/.test(text)) return checkToCome(where, text, BigInt(text));
  if (text.startsWith("+")) {
    const block = await client?.provider.getBlock("latest");
    // A chain that was idle shows an old block; whoever signs counts from now.
    const now = Math.max(block?.timestamp ?? 0, Math.floor(Date.now() / 1_000));
    return BigInt(now) + readTime(where, text.slice(1));
  }
  const moment = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(moment)) return checkToCome(where, text, BigInt(Math.floor(moment / 1_000)));
  throw malformed(where, text, "unix seconds, a date as in 2027-03-01T12:00Z, or a time from now as in +3d");
}

/** A moment that is over: unix seconds, a date, or how long ago as in `3d`. @throws QuorateError OPTION_MALFORMED */
export function readPast(where: string, text: string): bigint {
  const now = BigInt(Math.floor(Date.now() / 1_000));
  const parsed = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  const moment = /^\d{9,13}$/.test(text)
    ? BigInt(text)
    : Number.isFinite(parsed)
      ? BigInt(Math.floor(parsed / 1_000))
      : now - readTime(where, text);
  if (moment <= now) return moment;
  throw malformed(where, text, "a moment that is over, as a date or as how long ago: 3d");
}

function checkToCome(where: string, text: string, moment: bigint): bigint {
  if (moment * 1_000n > BigInt(Date.now())) return moment;
  throw malformed(where, text, "a moment that is still to come, as in +3d");
}

/** Duties by name, several joined by commas; nothing for none. @throws QuorateError OPTION_MALFORMED */
export function readDuties(where: string, text: string): readonly Duty[] {
  if (text === "" || text === "none") return [];
  return text.split(",").map((word) => {
    const duty = duties.find((known) => known === word.trim());
    if (duty !== undefined) return duty;
    throw malformed(where, word, `none, or some of ${duties.join(", ")}, joined by commas`);
  });
}

/** 32 bytes in hexadecimal. @throws QuorateError HEX_MALFORMED */
export function readBytes32(text: string): Bytes32 {
  return parseBytes32(text.toLowerCase());
}
