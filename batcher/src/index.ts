/** The batcher as a library: the same pipeline inside another program. */

export { type Batcher, type CreateBatcherParameters, createBatcher } from "./createBatcher.ts";
export { type BatcherCode, BatcherError, isFault } from "./errors.ts";
export { DEFAULT_SETTINGS, type PipelineSettings, type PipelineStatus } from "./pipeline.ts";
export type { Chain } from "./ports/Chain.ts";
export type { Clock } from "./ports/Clock.ts";
export type { Journal } from "./ports/Journal.ts";
export type { Metrics } from "./ports/Metrics.ts";
export type { Random } from "./ports/Random.ts";
export type { Signer } from "./ports/Signer.ts";
export type { Store } from "./ports/Store.ts";
export { type Trace, type TracePoint, tracePoints } from "./ports/Trace.ts";
export type { Slot, Verifier } from "./ports/Verifier.ts";
export { openChain, openSigner, openStore, openVerifier, startService } from "./service.ts";
