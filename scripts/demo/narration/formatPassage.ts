const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A span of time as people say it, as in "3 days" or "1 day and 2 hours"; what does not matter beside it is rounded away. */
export function formatPassage(seconds: number): string {
  const precision = UNITS.find(([, size]) => seconds >= 24 * size)?.[1] ?? 1;
  let left = Math.round(seconds / precision) * precision;
  const parts = UNITS.flatMap(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? "no time" : parts.slice(0, 2).join(" and ");
}
