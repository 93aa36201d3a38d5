import type { LineFacts } from "./Journal.ts";

/** Points of a record's way that are named: what was done last when the machine fails there. */
export const tracePoints = [
  "ingest.taken",
  "verify.sent",
  "verify.answered",
  "store.before-append",
  "store.after-append",
  "store.promised",
  "acknowledgement.sent",
  "assemble.before-close",
  "assemble.closed",
  "anchor.before-keep",
  "anchor.kept",
  "anchor.sent",
  "anchor.receipt-seen",
  "anchor.anchored",
  "anchor.final",
  "anchor.reorganised",
  "execute.closed",
  "execute.outcomes-kept",
  "challenge.answered",
  "log.before-open",
  "log.opened",
  "log.begun",
  "drain.begun",
  "drain.done",
] as const;

/** A named point. */
export type TracePoint = (typeof tracePoints)[number];

/** Is told when a point is reached, and at some of them what was done. What it does there, it does before it returns. */
export interface Trace {
  reach(point: TracePoint, facts?: LineFacts): void;
}
