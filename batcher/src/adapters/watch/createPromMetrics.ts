import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

import {
  type Counter as CounterName,
  counters,
  type Gauge as GaugeName,
  gauges,
  type Histogram as HistogramName,
  histograms,
  type Metrics,
} from "../../ports/Metrics.ts";

/** Metrics as Prometheus reads them. */
export interface PromMetrics extends Metrics {
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

const PREFIX = "quorate_batcher_";
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const RECORDS = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536];

/** Makes metrics that Prometheus reads. */
export function createPromMetrics(): PromMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const own = { registers: [registry] };
  const counting = new Map<CounterName, Counter<"reason">>(
    counters.map((name) => {
      const settings = { name: `${PREFIX}${name}_total`, help: helpOf(name), labelNames: ["reason"] as const, ...own };
      return [name, new Counter(settings)];
    }),
  );
  const gauging = new Map<GaugeName, Gauge>(
    gauges.map((name) => [name, new Gauge({ name: `${PREFIX}${name}`, help: helpOf(name), ...own })]),
  );
  const observing = new Map<HistogramName, Histogram>(
    histograms.map((name) => {
      const buckets = name.endsWith("_seconds") ? SECONDS : RECORDS;
      return [name, new Histogram({ name: `${PREFIX}${name}`, help: helpOf(name), buckets, ...own })];
    }),
  );
  return {
    count(name, by, label) {
      if (label === undefined) counting.get(name)?.inc(by);
      else counting.get(name)?.inc({ reason: label }, by);
    },
    set: (name, value) => gauging.get(name)?.set(value),
    observe: (name, value) => observing.get(name)?.observe(value),
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

function helpOf(name: string): string {
  return name.replaceAll("_", " ");
}
