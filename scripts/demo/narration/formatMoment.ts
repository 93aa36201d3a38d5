/** A moment of the chain as people write it, in UTC, as in "2026-03-01 12:00:05 UTC". */
export function formatMoment(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1_000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
