import { formatDuration } from "./formatDuration.ts";
import type { JsonReader, Limits } from "./JsonReader.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Reads a time written as a number and its unit (`"90s"`, `"15m"`, `"12h"`, `"3d"`) into seconds. */
export function readDuration(place: JsonReader, { min, max }: Limits<number>): number {
  const text = place.text();
  if (text === "") return min;
  const [, count, unit = ""] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const factor = SECONDS[unit];
  if (count === undefined || factor === undefined) {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(text)} is not a time`,
      remedy: 'Write a whole number and s, m, h or d, as in "90s", "15m", "12h" or "3d".',
      facts: { found: text },
    });
    return min;
  }
  const seconds = Number(count) * factor;
  if (seconds < min || seconds > max) {
    place.refuse({
      code: "JSON_OUT_OF_RANGE",
      summary: `${text} is not from ${formatDuration(min)} to ${formatDuration(max)}`,
      remedy: `Write a time from ${formatDuration(min)} to ${formatDuration(max)}.`,
      facts: { found: seconds, min, max },
    });
    return min;
  }
  return seconds;
}
