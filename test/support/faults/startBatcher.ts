import { parseAddress, type RecordPlace } from "#sdk/receipts";

import { createAnchorBook } from "../../../batcher/src/adapters/chain/createAnchorBook.ts";
import { createRpcChain } from "../../../batcher/src/adapters/chain/createRpcChain.ts";
import { createJsonRpc } from "../../../batcher/src/adapters/chain/JsonRpc.ts";
import { createPostgresStore } from "../../../batcher/src/adapters/postgres/createPostgresStore.ts";
import { createWalletSigner } from "../../../batcher/src/adapters/signer/createWalletSigner.ts";
import { createSqliteStore } from "../../../batcher/src/adapters/sqlite/createSqliteStore.ts";
import { systemClock } from "../../../batcher/src/adapters/systemClock.ts";
import { systemRandom } from "../../../batcher/src/adapters/systemRandom.ts";
import { createThreadVerifier } from "../../../batcher/src/adapters/verifier/createThreadVerifier.ts";
import { DEFAULT_SETTINGS, type Pipeline, startPipeline } from "../../../batcher/src/pipeline.ts";
import type { AnchorBook } from "../../../batcher/src/ports/AnchorBook.ts";
import type { Chain } from "../../../batcher/src/ports/Chain.ts";
import type { Journal } from "../../../batcher/src/ports/Journal.ts";
import type { Store } from "../../../batcher/src/ports/Store.ts";
import type { Trace } from "../../../batcher/src/ports/Trace.ts";
import type { Submission } from "../../../batcher/src/stages/Submission.ts";
import type { BatcherPlace } from "./BatcherPlace.ts";

/** A batcher on real adapters, impatient so that tests are short. */
export interface RunningBatcher {
  readonly pipeline: Pipeline;
  readonly store: Store;
  /** Hands packed records over; resolves once each has been decided, rejects once it is closed. */
  submit(bytes: Uint8Array): Promise<Submission>;
  /** Ends it as it is: what is under way stays where it is. */
  close(): Promise<void>;
}

/** What tests look at, or change. */
export interface StartBatcherOptions {
  readonly trace?: Trace;
  readonly journal?: Journal;
  /** Blocks after which a batch is final, whatever the members decided. */
  readonly confirmations?: number;
}

const NOWHERE = `0x${"00".repeat(20)}`;
const QUIET: Journal = { note: () => undefined, warn: () => undefined, fail: () => undefined };

export function recordPlaceOf({ chainId, anchor, registry, executor = NOWHERE }: BatcherPlace): RecordPlace {
  return {
    chainId: BigInt(chainId),
    anchor: parseAddress(anchor),
    registry: parseAddress(registry),
    executor: parseAddress(executor),
  };
}

/** What the chain of a place keeps, asked without detours. */
export function openBook({ url, anchor }: Pick<BatcherPlace, "url" | "anchor">): AnchorBook {
  return createAnchorBook(createJsonRpc({ url, timeoutMs: 10_000 }), anchor);
}

export function openPlacedStore({ store, schema }: BatcherPlace): Store {
  if (!store.startsWith("postgres://")) return createSqliteStore({ path: store, reserveBytes: 0 });
  return createPostgresStore({ url: store, ...(schema === undefined ? {} : { schema }) });
}

export async function startBatcher(place: BatcherPlace, options: StartBatcherOptions = {}): Promise<RunningBatcher> {
  const { url, anchor, registry, members, constitution, secret, rpcTimeoutMs = 5_000, leaseMs = 3_000 } = place;
  const chainId = BigInt(place.chainId);
  const contracts = { anchor, registry, members, executor: place.executor };
  const store = openPlacedStore(place);
  const verifier = await createThreadVerifier(recordPlaceOf(place), 1);
  const close = async (): Promise<void> => {
    await verifier.close();
    await store.close();
  };
  try {
    const pipeline = await startPipeline(
      {
        store,
        verifier,
        chain: withConfirmations(
          createRpcChain({ rpc: createJsonRpc({ url, timeoutMs: rpcTimeoutMs }), chainId, constitution, contracts }),
          options.confirmations ?? place.confirmations,
        ),
        signer: createWalletSigner({ secret, chainId, isLegacy: false }),
        clock: systemClock,
        random: systemRandom,
        metrics: { count: () => undefined, set: () => undefined, observe: () => undefined },
        trace: options.trace ?? { reach: () => undefined },
        journal: options.journal ?? QUIET,
      },
      { ...DEFAULT_SETTINGS, batchAgeMs: 60, pollMs: 30, busyMs: 10, resendMs: 250, raiseMs: 2_000, leaseMs },
      new AbortController().signal,
    );
    const closing = Promise.withResolvers<never>();
    closing.promise.catch(() => undefined);
    return {
      pipeline,
      store,
      submit: (bytes) =>
        Promise.race([
          closing.promise,
          new Promise<Submission>((resolve, reject) => {
            const problem = pipeline.submit(bytes, resolve);
            if (problem !== undefined) reject(new Error(problem));
          }),
        ]),
      close: async () => {
        // Whoever waits hears nothing more, as when a connection breaks.
        closing.reject(new Error("the batcher has ended"));
        await pipeline.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function withConfirmations(chain: Chain, confirmations: number | undefined): Chain {
  if (confirmations === undefined) return chain;
  return { ...chain, readParameters: async () => ({ ...(await chain.readParameters()), confirmations }) };
}
