import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { loadHashes } from "#sdk/receipts";

import { createStore } from "../../../batcher/src/adapters/createStore.ts";
import { systemClock } from "../../../batcher/src/adapters/systemClock.ts";
import { systemRandom } from "../../../batcher/src/adapters/systemRandom.ts";
import { createThreadVerifier } from "../../../batcher/src/adapters/verifier/createThreadVerifier.ts";
import { createPublicRoutes } from "../../../batcher/src/http/createPublicRoutes.ts";
import { startServer } from "../../../batcher/src/http/startServer.ts";
import {
  DEFAULT_SETTINGS,
  type Pipeline,
  type PipelineSettings,
  startPipeline,
} from "../../../batcher/src/pipeline.ts";
import type { DutyFacts, MemberKey } from "../../../batcher/src/ports/Chain.ts";
import { createNode, FAIR_NODE } from "../simulation/createNode.ts";
import { createSigner, secretOf } from "../simulation/createSigner.ts";
import { Ledger } from "../simulation/Ledger.ts";
import { Life } from "../simulation/Life.ts";
import { listMemberKeys } from "../simulation/listMemberKeys.ts";
import { PLACE, SEAT_OF_BATCHER } from "../simulation/place.ts";
import { SeededRandom } from "../simulation/SeededRandom.ts";
import { Transcript } from "../simulation/Transcript.ts";
import { createRealTime } from "../simulation/WorldTime.ts";
import { Worry } from "../simulation/Worry.ts";

/** A batcher behind its real HTTP server, with its real store and threads, on a chain that is simulated. */
export interface FuzzServer {
  readonly url: string;
  readonly port: number;
  readonly ledger: Ledger;
  readonly pipeline: Pipeline;
  /** What the server said went wrong inside it. */
  readonly faults: unknown[];
  /** What the chain says of the batcher's duty. */
  duty: DutyFacts;
  close(): Promise<void>;
}

/** How it differs from the usual one. */
export interface FuzzServerOptions {
  readonly settings?: Partial<PipelineSettings>;
  readonly maxBodyBytes?: number;
  readonly requestMs?: number;
  /** Changes of members' keys, by seat. */
  readonly keys?: Readonly<Record<number, Partial<MemberKey>>>;
}

const SEATS = 12;
const BLOCK_MS = 300;
const PARAMETERS = { maxRecords: 5_000, promiseTime: 60, maxDeadlineAhead: 300, confirmations: 2, callGas: 200_000 };

/** Starts one. */
export async function startFuzzServer(options: FuzzServerOptions = {}): Promise<FuzzServer> {
  await loadHashes();
  const time = createRealTime();
  const transcript = new Transcript(() => time.now);
  const world = { time, random: new SeededRandom(1), worry: new Worry(time), transcript };
  const ledger = new Ledger(world, PARAMETERS);
  const mining = setInterval(() => ledger.mine(), BLOCK_MS);
  const node = createNode(world, new Life("fuzzed"), {
    ledger,
    keys: listMemberKeys(SEATS, options.keys),
    readWeather: () => ({ ...FAIR_NODE, slowMs: 2 }),
    onSent: () => undefined,
  });
  const faults: unknown[] = [];
  const state = { duty: { seat: SEAT_OF_BATCHER, isOnDuty: true, suspendedSince: 0 } satisfies DutyFacts };
  const folder = await mkdtemp(join(tmpdir(), "quorate-fuzz-"));
  const store = createStore(join(folder, "batcher.db"));
  const verifier = await createThreadVerifier(PLACE, 1);
  const fuzzed: { duty: DutyFacts } = state;
  const pipeline = await startPipeline(
    {
      store,
      chain: { ...node, readDuty: async () => fuzzed.duty },
      verifier,
      signer: createSigner(secretOf(1)),
      clock: systemClock,
      random: systemRandom,
      metrics: { count: () => undefined, set: () => undefined, observe: () => undefined },
      trace: { reach: () => undefined },
      journal: {
        note: () => undefined,
        warn: () => undefined,
        // The simulated chain lets no transaction through that has a call in it which is poison to it.
        fail: (event, error) => {
          if (event !== "call-given-up") faults.push(error ?? event);
        },
      },
    },
    { ...DEFAULT_SETTINGS, batchAgeMs: 100, pollMs: 50, refreshMs: 200, maxFeePerGas: 10_000n, ...options.settings },
    new AbortController().signal,
  );
  const { maxBodyBytes = 1 << 20, requestMs = 2_000 } = options;
  const onFault = (error: unknown): void => {
    faults.push(error);
  };
  const limits = { maxBodyBytes, maxBufferedBytes: 16 << 20, maxWaits: 64 };
  const route = createPublicRoutes({ pipeline, ...PLACE, ...limits, onFault });
  const server = await startServer(route, { host: "127.0.0.1", port: 0, maxConnections: 512, requestMs, onFault });
  return Object.assign(fuzzed, {
    url: server.url,
    port: Number(new URL(server.url).port),
    ledger,
    pipeline,
    faults,
    async close() {
      server.stop();
      await pipeline.stop();
      clearInterval(mining);
      await store.close();
      await verifier.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}
