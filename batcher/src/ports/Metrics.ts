/** What only grows. */
export const counters = [
  "requests",
  "records_received",
  "records_durable",
  "records_anchored",
  "records_final",
  "records_replayed",
  "records_refused",
  "groups",
  "batches_closed",
  "transactions_sent",
  "transactions_replaced",
  "calls_executed",
  "calls_failed",
  "calls_given_up",
  "challenges_answered",
  "reorganisations",
  "chain_faults",
  "store_faults",
] as const;
/** What goes up and down. */
export const gauges = [
  "queue_records",
  "slots_in_use",
  "window_words",
  "window_bytes",
  "next_sequence",
  "unanchored_records",
  "unsettled_batches",
  "head_block",
  "chain_time_seconds",
  "lease_held",
  "on_duty",
] as const;
/** Durations in seconds, and sizes. */
export const histograms = [
  "durable_seconds",
  "anchored_seconds",
  "final_seconds",
  "verify_seconds",
  "append_seconds",
  "group_records",
  "batch_records",
] as const;

/** A counter's name. */
export type Counter = (typeof counters)[number];
/** A gauge's name. */
export type Gauge = (typeof gauges)[number];
/** A histogram's name. */
export type Histogram = (typeof histograms)[number];

/** Where figures go. */
export interface Metrics {
  /** `label` is one of a closed list: a reason, a code. */
  count(name: Counter, by: number, label?: string): void;
  set(name: Gauge, value: number): void;
  observe(name: Histogram, value: number): void;
}
