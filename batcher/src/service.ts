import { availableParallelism } from "node:os";

import { parseAddress } from "#sdk/receipts";
import { openRpcChain } from "./adapters/chain/openRpcChain.ts";
import { createStore } from "./adapters/createStore.ts";
import { createWalletSigner } from "./adapters/signer/createWalletSigner.ts";
import { readSecret } from "./adapters/signer/readSecret.ts";
import { systemClock } from "./adapters/systemClock.ts";
import { systemRandom } from "./adapters/systemRandom.ts";
import { createThreadVerifier } from "./adapters/verifier/createThreadVerifier.ts";
import { createJournalTrace } from "./adapters/watch/createJournalTrace.ts";
import { createPinoJournal } from "./adapters/watch/createPinoJournal.ts";
import { createPromMetrics, type PromMetrics } from "./adapters/watch/createPromMetrics.ts";
import type { Configuration } from "./config.ts";
import { createOperatorRoutes } from "./http/createOperatorRoutes.ts";
import { createPublicRoutes } from "./http/createPublicRoutes.ts";
import { type Doors, openDoors } from "./http/openDoors.ts";
import { type Pipeline, type PipelinePorts, startPipeline } from "./pipeline.ts";
import type { Chain } from "./ports/Chain.ts";
import type { Journal } from "./ports/Journal.ts";
import type { Signer } from "./ports/Signer.ts";
import type { Store } from "./ports/Store.ts";
import type { Trace } from "./ports/Trace.ts";
import type { Verifier } from "./ports/Verifier.ts";
import { assertStarting } from "./stages/assertStarting.ts";

/** What a service is started with beside its configuration. */
export interface ServiceParameters {
  readonly configuration: Configuration;
  /** Ends the start. */
  readonly signal: AbortSignal;
  readonly journal?: Journal;
  readonly trace?: Trace;
}

/** A batcher that runs behind HTTP. */
export interface Service {
  readonly url: string;
  readonly operatorUrl: string;
  readonly pipeline: Pipeline;
  /** Takes nothing more, anchors what it can, and ends. */
  drain(signal: AbortSignal): Promise<void>;
  /** Ends at once. */
  stop(): Promise<void>;
}

const PROBE_MS = 2_000;
/** Answers that are on their way have so long to get there. */
const CLOSING_MS = 500;
const RPC_TIMEOUT_MS = 5_000;
const NOWHERE = "0x0000000000000000000000000000000000000000";
const NO_TRACE: Trace = { reach: () => undefined };

/**
 * Starts a batcher as its configuration says: the ports first, then the gate, then the pipeline. Until it is complete, whoever asks is told that it starts.
 *
 * @throws BatcherError
 */
export async function startService(parameters: ServiceParameters): Promise<Service> {
  const { configuration, signal } = parameters;
  const { isLegacy, chainId } = configuration;
  const journal = parameters.journal ?? createPinoJournal(configuration.logLevel);
  const secret = await readSecret(configuration.keyFile, configuration.passwordFile);
  const signer = createWalletSigner({ secret, chainId, isLegacy });
  const metrics = createPromMetrics();
  const doors = await openDoors(configuration, {
    readMetrics: () => metrics.read(),
    onFault: (error) => journal.fail("request-failed", error),
  });
  try {
    assertStarting(signal);
    const trace = parameters.trace ?? (configuration.logLevel === "debug" ? createJournalTrace(journal) : NO_TRACE);
    return await startBehind(doors, { configuration, signal, ports: { signer, metrics, journal, trace } });
  } catch (error) {
    doors.stop();
    throw error;
  }
}

interface Opening {
  readonly configuration: Configuration;
  readonly signal: AbortSignal;
  readonly ports: Pick<PipelinePorts, "signer" | "trace" | "journal"> & { readonly metrics: PromMetrics };
}

async function startBehind(doors: Doors, { configuration, signal, ports: given }: Opening): Promise<Service> {
  const { rpcUrl, rpcTimeoutMs, threads, storeMaxBytes, settings } = configuration;
  const chain = await openRpcChain({ ...configuration, url: rpcUrl, timeoutMs: rpcTimeoutMs });
  assertStarting(signal);
  const verifier = await openVerifier(chain, threads);
  const store = createStore(configuration.store, storeMaxBytes === undefined ? {} : { maxBytes: storeMaxBytes });
  const close = async (): Promise<void> => {
    await Promise.allSettled([store.close(), verifier.close()]);
  };
  const ports: PipelinePorts = { ...systemPorts, ...given, store, chain, verifier };
  const pipeline = await startPipeline(ports, settings, signal).catch(async (error) => {
    await close();
    throw error;
  });
  serve(doors, { configuration, ports, pipeline, metrics: given.metrics });
  const end = async (): Promise<void> => {
    await Promise.race([doors.close(), systemClock.sleep(CLOSING_MS)]);
    doors.stop();
    await Promise.race([close(), systemClock.sleep(CLOSING_MS)]);
  };
  return {
    url: doors.members.url,
    operatorUrl: doors.operator.url,
    pipeline,
    async drain(until) {
      await pipeline.drain(until);
      await end();
    },
    async stop() {
      await pipeline.stop();
      await end();
    },
  };
}

/** This machine's clock and chance, and nobody who is told anything. */
export const systemPorts: Pick<PipelinePorts, "clock" | "random" | "metrics" | "trace" | "journal"> = {
  clock: systemClock,
  random: systemRandom,
  metrics: { count: () => undefined, set: () => undefined, observe: () => undefined },
  trace: NO_TRACE,
  journal: { note: () => undefined, warn: () => undefined, fail: () => undefined },
};

/** The store at a place: a file's path, or postgres://... It is opened by the batcher. */
export function openStore(place: string): Store {
  return createStore(place);
}

/** A chain behind a node, and which one it must be. @throws BatcherError CHAIN_FOREIGN, CHAIN_UNAVAILABLE, CHAIN_REFUSED */
export async function openChain(parameters: {
  readonly url: string;
  readonly chainId: bigint;
  readonly constitution: string;
  readonly timeoutMs?: number;
}): Promise<Chain> {
  const { url, chainId, constitution, timeoutMs = RPC_TIMEOUT_MS } = parameters;
  return await openRpcChain({
    url,
    chainId,
    constitution: constitution.toLowerCase(),
    timeoutMs,
    anchorCodeHash: undefined,
  });
}

/** A key in memory that signs promises and transactions. */
export function openSigner({ secret, chainId }: { readonly secret: string; readonly chainId: bigint }): Signer {
  return createWalletSigner({ secret, chainId, isLegacy: false });
}

/** Threads that check signatures for the contracts of a chain, one a core unless said otherwise. */
export async function openVerifier({ chainId, contracts }: Chain, threads = 0): Promise<Verifier> {
  const { registry, anchor, executor = NOWHERE } = contracts;
  const place = {
    chainId,
    registry: parseAddress(registry),
    anchor: parseAddress(anchor),
    executor: parseAddress(executor),
  };
  return await createThreadVerifier(place, threads === 0 ? availableParallelism() : threads);
}

interface Serving {
  readonly configuration: Configuration;
  readonly ports: PipelinePorts;
  readonly pipeline: Pipeline;
  readonly metrics: PromMetrics;
}

/** From now on requests reach the pipeline. */
function serve(doors: Doors, { configuration, ports, pipeline, metrics }: Serving): void {
  const { chain, store, journal } = ports;
  const { chainSilenceMs } = configuration.settings;
  const onFault = (error: unknown): void => journal.fail("request-failed", error);
  const readMetrics = (): ReturnType<PromMetrics["read"]> => metrics.read();
  doors.lead(
    createPublicRoutes({ ...configuration, ...chain.contracts, chainId: chain.chainId, pipeline, onFault }),
    createOperatorRoutes({ pipeline, store, readMetrics, chainSilenceMs, probeMs: PROBE_MS }),
  );
}
