import { formatInteger } from "../narration/formatInteger.ts";
import type { Narrator } from "../narration/Narrator.ts";
import type { Flow } from "./submitAll.ts";

const BIN_MS = 100;

/** How fast it went, as two charts over the same seconds. */
export function tellFlow(narrator: Narrator, { acknowledged, incidents, tookMs }: Flow): void {
  const bins = Math.ceil(tookMs / BIN_MS) + 1;
  const counts = Array.from({ length: bins }, () => 0);
  const latencies: number[][] = Array.from({ length: bins }, () => []);
  for (const { sentAtMs, atMs } of acknowledged) {
    const bin = Math.floor(atMs / BIN_MS);
    counts[bin] = (counts[bin] ?? 0) + 1;
    latencies[bin]?.push(atMs - sentAtMs);
  }
  const marks = incidents.map(({ atMs, says }) => ({ x: atMs / 1_000, says }));
  const seconds = (bin: number): number => (bin * BIN_MS) / 1_000;
  narrator.chart({
    title: "Records acknowledged as durable",
    across: "s",
    up: "records/s",
    points: counts.map((count, bin) => ({ x: seconds(bin), y: (count * 1_000) / BIN_MS })),
    marks,
  });
  narrator.chart({
    title: "Time from sending to the acknowledgement, half of the records took no longer",
    across: "s",
    up: "ms",
    points: latencies.flatMap((all, bin) => (all.length === 0 ? [] : [{ x: seconds(bin), y: shareOf(all, 0.5) }])),
    marks,
  });
  const all = acknowledged.map(({ sentAtMs, atMs }) => atMs - sentAtMs);
  const shares = [0.5, 0.9, 0.99].map((share) => `${share * 100} % within ${Math.round(shareOf(all, share))} ms`);
  narrator.fact(
    `${formatInteger(acknowledged.length)} records in ${(tookMs / 1_000).toFixed(1)} s with the restart: ${shares.join(", ")}. One machine, one store, no replication; npm run bench:batcher measures.`,
  );
}

function shareOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
