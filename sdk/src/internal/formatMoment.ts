import { FOREVER } from "../types/Duty.ts";

const LAST_DATE = 253_402_300_799n;

/**
 * Unix seconds as a date in UTC, to the second; the largest date the chain knows is `for ever`.
 *
 * @example
 * ```ts
 * formatMoment(1_764_000_000n); // "2025-11-24 16:00:00 UTC"
 * ```
 */
export function formatMoment(seconds: bigint): string {
  if (seconds === FOREVER) return "for ever";
  if (seconds < 0n || seconds > LAST_DATE) return `second ${seconds}`;
  return new Date(Number(seconds) * 1000).toISOString().replace("T", " ").replace(".000Z", " UTC");
}
