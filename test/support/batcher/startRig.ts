import { loadHashes, packRecord, parseAddress } from "#sdk/receipts";

import {
  DEFAULT_SETTINGS,
  type Pipeline,
  type PipelineSettings,
  startPipeline,
} from "../../../batcher/src/pipeline.ts";
import type { LineFacts } from "../../../batcher/src/ports/Journal.ts";
import type { TracePoint } from "../../../batcher/src/ports/Trace.ts";
import type { Submission } from "../../../batcher/src/stages/Submission.ts";
import { createFakeChain, createFakeSigner, type FakeChain } from "./createFakeChain.ts";
import { createFakeClock, type FakeClock } from "./createFakeClock.ts";
import { createFakeVerifier } from "./createFakeVerifier.ts";
import { createMemoryStore, type MemoryStore } from "./createMemoryStore.ts";

/** A pipeline on ports that do what a test says. */
export interface Rig {
  readonly chain: FakeChain;
  readonly clock: FakeClock;
  readonly store: MemoryStore;
  readonly pipeline: Pipeline;
  /** Points that were reached, in order. */
  readonly reached: readonly TracePoint[];
  /** Events of the journal. */
  readonly told: readonly { readonly event: string; readonly facts: LineFacts | undefined }[];
  /** Sends records and waits until they are decided, letting time pass. */
  submit(...records: readonly Uint8Array[]): Promise<Submission>;
}

/** What a rig is made of; the rest is new. */
export interface RigParameters {
  readonly chain?: FakeChain;
  readonly store?: MemoryStore;
  readonly settings?: Partial<PipelineSettings>;
  readonly slots?: number;
}

/** Seats that have a key in a rig. */
export const RIG_SEATS = 4;
const PLACE = { chainId: 7n, address: parseAddress(`0x${"aa".repeat(20)}`) };

/** The account of a seat. */
export function accountOf(seat: number): Uint8Array {
  return new Uint8Array(20).fill(16 + seat);
}

/** A registration that the rig's verifier takes. */
export function makeRecord(
  nonce: number,
  facts: { seat?: number; deadline?: number; body?: number; isForged?: boolean } = {},
): Uint8Array {
  const { seat = 1, deadline = 1_200, body = nonce, isForged = false } = facts;
  const word = new Uint8Array(32);
  new DataView(word.buffer).setUint32(28, nonce);
  return packRecord({
    kind: "registration",
    seat,
    deadline,
    signer: accountOf(seat),
    nonce: word,
    group: 1,
    epoch: 1,
    suite: 1,
    contentRoot: new Uint8Array(32).fill(5),
    bodyHash: new Uint8Array(32).fill(body % 256),
    previous: new Uint8Array(32),
    signature: new Uint8Array(65).fill(isForged ? 0 : 27),
  });
}

/** A bundle of calls, one for each gas. */
export function makeCallBundle(nonce: number, gases: readonly number[]): Uint8Array {
  const word = new Uint8Array(8);
  new DataView(word.buffer).setUint32(4, nonce);
  return packRecord({
    kind: "callBundle",
    seat: 1,
    deadline: 1_200,
    signer: accountOf(1),
    nonce: word,
    calls: gases.map((gas) => ({ target: new Uint8Array(20).fill(9), gas, data: new Uint8Array(0) })),
    signature: new Uint8Array(65).fill(27),
  });
}

/** Starts a pipeline on a chain that mines what it needs to open its log. */
export async function startRig({
  chain = createFakeChain(),
  store = createMemoryStore(),
  settings = {},
  slots,
}: RigParameters = {}): Promise<Rig> {
  await loadHashes();
  const clock = createFakeClock();
  const reached: TracePoint[] = [];
  const told: { event: string; facts: LineFacts | undefined }[] = [];
  const tell = (event: string, facts?: LineFacts): void => {
    told.push({ event, facts });
  };
  if (chain.keys.length === 0) chain.keys = Array.from({ length: RIG_SEATS }, (_, seat) => keyOf(seat));
  const { address } = PLACE;
  const place = { chainId: PLACE.chainId, registry: address, anchor: address, executor: address };
  const ports = {
    store,
    chain,
    clock,
    signer: createFakeSigner(),
    verifier: createFakeVerifier(place, slots),
    random: {
      bytes: (count: number) => new Uint8Array(count).fill(1 + told.length + chain.blocks.length),
      fraction: () => 0.5,
    },
    metrics: { count: () => undefined, set: () => undefined, observe: () => undefined },
    trace: { reach: (point: TracePoint) => void reached.push(point) },
    journal: { note: tell, warn: tell, fail: (event: string, _: unknown, facts?: LineFacts) => tell(event, facts) },
  };
  const starting = startPipeline(ports, { ...DEFAULT_SETTINGS, ...settings }, new AbortController().signal);
  let isStarted = false;
  const settled = starting.finally(() => {
    isStarted = true;
  });
  settled.catch(() => undefined);
  for (let turn = 0; !isStarted && turn < 300; turn += 1) {
    await clock.advance(100);
    if (chain.pool.length > 0) chain.mine();
  }
  const pipeline = await starting;
  return {
    chain,
    clock,
    store,
    pipeline,
    reached,
    told,
    submit: async (...records) => {
      const { promise, resolve, reject } = Promise.withResolvers<Submission>();
      const problem = pipeline.submit(Uint8Array.from(Buffer.concat(records)), resolve);
      if (problem !== undefined) reject(new Error(problem));
      await clock.advance(1);
      return await promise;
    },
  };
}

function keyOf(seat: number) {
  const dates = { activeFrom: 0, expiresAt: 2 ** 40 - 1, suspendedUntil: 0, eligibleSince: 1, blockedUntil: 0 };
  return { account: accountOf(seat), seat, scopes: 15, ...dates };
}
