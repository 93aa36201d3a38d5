import { proveLeaf } from "#sdk/receipts";

import type { Chain, OpenChallenge } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { LeaseToken, Store } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import { toHex } from "../records.ts";
import type { BatchShelf } from "./BatchShelf.ts";
import type { ChainView } from "./ChainView.ts";
import type { LaneEvent, TransactionLane } from "./TransactionLane.ts";

/** What answering challenges needs. */
export interface AnsweringParameters {
  readonly chain: Chain;
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly journal: Journal;
  readonly view: ChainView;
  readonly lane: TransactionLane;
  readonly shelf: BatchShelf;
  readonly logId: string;
}

/** The answering stage as others see it. */
export interface Answering {
  /** Answers every open challenge whose record is anchored. */
  answer(lease: LeaseToken): Promise<void>;
  apply(events: readonly LaneEvent[]): void;
}

const GAS_LIMIT = 600_000n;
/** A challenge whose record is not anchored yet is looked at again after so long. */
const RETRY_MS = 1_000;
const PREFIX = "answer ";

/** Answers challenges to a log with the inclusion that they ask for. */
export function createAnswering(parameters: AnsweringParameters): Answering {
  const { chain, store, clock, metrics, trace, journal, view, lane, shelf, logId } = parameters;
  const answered = new Set<string>();
  let seen = -1;
  let retryAt = 0;

  async function answerOne({ challengeId, sequence }: OpenChallenge, lease: LeaseToken): Promise<boolean> {
    const batch = await store.findBatch(logId, sequence);
    if (batch?.anchored === undefined) return false;
    const { number, root, firstSequence, count, anchored } = batch;
    const proof = proveLeaf(await shelf.treeOf(batch), sequence - firstSequence).map(toHex);
    const { anchoredAt, previous } = anchored;
    const header = { root, firstSequence, count, anchoredAt, previous };
    const input = chain.encodeAnswer(challengeId, { logId, number, header, sequence, proof });
    const purpose = { kind: "other", because: `${PREFIX}${challengeId}` } as const;
    await lane.submit({ purpose, to: chain.contracts.anchor, input, gasLimit: GAS_LIMIT }, lease);
    answered.add(challengeId);
    metrics.count("challenges_answered", 1);
    journal.note("challenge-answered", { challengeId, sequence, number });
    trace.reach("challenge.answered");
    return true;
  }

  return {
    async answer(lease) {
      if (view.anchorChanges === seen && (retryAt === 0 || clock.now() < retryAt)) return;
      const at = view.anchorChanges;
      let areAllAnswered = true;
      for (const challenge of await chain.readChallenges(logId)) {
        if (!answered.has(challenge.challengeId) && !(await answerOne(challenge, lease))) areAllAnswered = false;
      }
      seen = at;
      retryAt = areAllAnswered ? 0 : clock.now() + RETRY_MS;
    },
    apply(events) {
      for (const event of events) {
        const { purpose } = event;
        if (purpose.kind !== "other" || !purpose.because.startsWith(PREFIX)) continue;
        const isDone = event.kind === "mined" && event.outcome.succeeded;
        if (isDone) continue;
        answered.delete(purpose.because.slice(PREFIX.length));
        retryAt = clock.now() + RETRY_MS;
      }
    },
  };
}
