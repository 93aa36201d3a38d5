/** Numbers as ranges, both ends among them: ascending, with a gap between any two. */
export type Ranges = readonly (readonly [first: bigint, last: bigint])[];

/** Whether a number is in one of the ranges. */
export function isUsed(ranges: Ranges, nonce: bigint): boolean {
  return ranges.some(([first, last]) => first <= nonce && nonce <= last);
}

/** The lowest number that is in none of the ranges. */
export function lowestUnused(ranges: Ranges): bigint {
  const [range] = ranges;
  return range === undefined || range[0] > 0n ? 0n : range[1] + 1n;
}

/** The ranges with one more number. */
export function addUsed(ranges: Ranges, nonce: bigint): Ranges {
  if (isUsed(ranges, nonce)) return ranges;
  const before = ranges.filter(([, last]) => last + 1n < nonce);
  const after = ranges.filter(([first]) => first - 1n > nonce);
  const touching = ranges.filter(([first, last]) => last + 1n === nonce || first - 1n === nonce);
  const first = touching[0]?.[0] ?? nonce;
  const last = touching.at(-1)?.[1] ?? nonce;
  return [...before, [first < nonce ? first : nonce, last > nonce ? last : nonce], ...after];
}
