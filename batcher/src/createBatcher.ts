import type { Acknowledgements } from "#sdk/receipts";

import { toAcknowledgements } from "./http/wire.ts";
import {
  DEFAULT_SETTINGS,
  type PipelinePorts,
  type PipelineSettings,
  type PipelineStatus,
  startPipeline,
} from "./pipeline.ts";
import { openVerifier, systemPorts } from "./service.ts";
import type { Level } from "./stages/LevelBoard.ts";
import type { LevelledReceipt, ReceiptWait } from "./stages/receipt.ts";
import type { ProblemCode } from "./stages/refusals.ts";
import type { Submission } from "./stages/Submission.ts";

/** What a batcher inside a program is made of: its store, its chain and its key; this machine's clock, threads and chance unless others are given. */
export type CreateBatcherParameters = Pick<PipelinePorts, "store" | "chain" | "signer"> &
  Partial<Omit<PipelinePorts, "store" | "chain" | "signer">> & {
    readonly settings?: Partial<PipelineSettings>;
    /** Ends the start. */
    readonly signal?: AbortSignal;
  };

/** A batcher that runs inside a program. */
export interface Batcher {
  /** Takes packed records, one after another. Resolves when each is durable or refused; a code says that the bytes are no records. */
  submit(packed: Uint8Array): Promise<Acknowledgements | ProblemCode>;
  /** The same, telling what became of the records without their proofs: `onDecided` is called once. */
  take(packed: Uint8Array, onDecided: (submission: Submission) => void): ProblemCode | undefined;
  getReceipt(logId: string, sequence: number): Promise<LevelledReceipt | undefined>;
  waitFor(wait: ReceiptWait): Promise<Level | undefined>;
  status(): PipelineStatus;
  /** Takes nothing more, anchors all that is stored unless the signal aborts, and closes store and threads. */
  drain(signal?: AbortSignal): Promise<void>;
  /** Ends at once; what is stored is anchored after the next start. */
  stop(): Promise<void>;
  /** Rejects when it cannot go on; resolves when it was stopped. */
  readonly ended: Promise<void>;
}

/**
 * Starts a batcher inside a program.
 *
 * @throws BatcherError CRYPTO_NOT_NATIVE, DUTY_MISSING, STORE_FOREIGN, STORE_NEWER, STORE_LOCKED, STORE_FAILED, CHAIN_UNAVAILABLE, CHAIN_REFUSED, LEASE_LOST, STOPPED
 * @example
 * ```ts
 * const chain = await openChain({ url, chainId, constitution });
 * const batcher = await createBatcher({ store: openStore("batcher.db"), chain, signer: openSigner({ secret, chainId }) });
 * const acknowledgements = await batcher.submit(packedRecords);
 * ```
 */
export async function createBatcher(parameters: CreateBatcherParameters): Promise<Batcher> {
  const { settings = {}, signal = new AbortController().signal, ...given } = parameters;
  const verifier = given.verifier ?? (await openVerifier(given.chain));
  const ports: PipelinePorts = { ...systemPorts, ...given, verifier };
  const close = async (): Promise<void> => {
    await Promise.allSettled([ports.store.close(), verifier.close()]);
  };
  const pipeline = await startPipeline(ports, { ...DEFAULT_SETTINGS, ...settings }, signal).catch(async (error) => {
    await close();
    throw error;
  });
  return {
    submit: (packed) =>
      new Promise((resolve) => {
        const problem = pipeline.submit(packed, (submission) => resolve(toAcknowledgements(submission)));
        if (problem !== undefined) resolve(problem);
      }),
    take: pipeline.submit,
    getReceipt: pipeline.receipts.get,
    waitFor: pipeline.receipts.waitFor,
    status: pipeline.status,
    async drain(until = new AbortController().signal) {
      await pipeline.drain(until);
      await close();
    },
    async stop() {
      await pipeline.stop();
      await close();
    },
    ended: pipeline.ended,
  };
}
