import { ALL_BPS } from "./Constitution.ts";
import type { JsonReader, Limits } from "./JsonReader.ts";

/**
 * Reads a share in basis points: a number of basis points (`6667`), a percentage with at most two decimals (`"66.67%"`), or a
 * fraction (`"2/3"`).
 *
 * A fraction is rounded down to a whole basis point, because the weight it asks for is rounded up: two thirds of 6 are then 4, as
 * people expect, where 6,667 basis points would ask for 5. For thirds the result is exact up to a total weight of 4,999.
 */
export function readShare(place: JsonReader, { min, max }: Limits<number>): number {
  if (!place.isText()) return place.integer({ min, max });
  const text = place.text();
  const share = parsePercentage(text) ?? parseFraction(text);
  if (share === null) {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(text)} is not a share`,
      remedy: 'Write a percentage such as "66.67%", a fraction such as "2/3", or basis points such as 6667.',
      facts: { found: text },
    });
    return min;
  }
  if (share < min || share > max) {
    place.refuse({
      code: "JSON_OUT_OF_RANGE",
      summary: `${JSON.stringify(text)} is ${share} basis points, not from ${min} to ${max}`,
      remedy: `Write a share from ${min / 100}% to ${max / 100}%.`,
      facts: { found: share, min, max },
    });
    return min;
  }
  return share;
}

function parsePercentage(text: string): number | null {
  const [, whole, decimals = ""] = /^(\d{1,6})(?:\.(\d{1,2}))?%$/.exec(text) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
}

function parseFraction(text: string): number | null {
  const [, above, below] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  return above === undefined || Number(below) === 0 ? null : Math.floor((Number(above) * ALL_BPS) / Number(below));
}
