const UNITS = [
  [86_400n, "day"],
  [3_600n, "hour"],
  [60n, "minute"],
  [1n, "second"],
] as const;

/**
 * Seconds as people say them, exactly: `3 days`, `1 hour 30 minutes`, `no time`.
 *
 * @example
 * ```ts
 * formatDuration(5_400n); // "1 hour 30 minutes"
 * ```
 */
export function formatDuration(seconds: bigint): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [size, name] of UNITS) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) parts.push(`${count} ${name}${count === 1n ? "" : "s"}`);
  }
  return parts.length === 0 ? "no time" : parts.join(" ");
}
