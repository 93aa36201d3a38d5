import { type BatcherError, isFault } from "../errors.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { Appended, Store, UsedNonces } from "../ports/Store.ts";
import type { Trace } from "../ports/Trace.ts";
import { INVALID, VALID } from "../ports/Verifier.ts";
import type { ChainView } from "./ChainView.ts";
import type { Promiser } from "./createPromiser.ts";
import { type Candidate, GroupDraft } from "./GroupDraft.ts";
import type { GroupShelf } from "./GroupShelf.ts";
import { isAmong, listNonces } from "./listNonces.ts";
import type { PromisedGroup } from "./PromisedGroup.ts";
import type { ReplayWindow, UsedAt } from "./ReplayWindow.ts";
import type { Replay } from "./replay.ts";
import type { VerifiedSlot } from "./verify.ts";
import { createWake } from "./Wake.ts";

/** What the storing stage needs. */
export interface StoringParameters {
  readonly store: Store;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly view: ChainView;
  readonly window: ReplayWindow;
  readonly shelf: GroupShelf;
  readonly promiser: Promiser;
  /** The newest log, and the sequence that its next record gets. */
  readonly log: { readonly logId: string; readonly nextSequence: number };
  readonly maxGroupRecords: number;
  readonly release: (verified: VerifiedSlot) => void;
  /** A record whose nonce was used by another one: somebody looks whether it is the same. */
  readonly onReplay: (replay: Replay) => void;
  readonly onStored: (group: PromisedGroup) => void;
  /** Notes in the window what other instances stored from a sequence on, and answers the sequence behind it. */
  readonly catchUp: (from: number) => Promise<number>;
  /** The store must not be used any more. */
  readonly onFailed: (error: unknown) => void;
}

/** The storing stage as others see it. */
export interface Storing {
  add(verified: VerifiedSlot): void;
  /** Runs until the signal aborts and everything that was added is decided. */
  run(signal: AbortSignal): Promise<void>;
  readonly nextSequence: number;
}

/**
 * The one writer: takes all that is verified, appends it as one group, promises it, and only then answers. There is no timer: while one group is synced the
 * next one gathers.
 */
export function createStoring(parameters: StoringParameters): Storing {
  const { store, clock, metrics, trace, view, window, promiser } = parameters;
  const { logId } = parameters.log;
  const queue: VerifiedSlot[] = [];
  const wake = createWake();
  let nextSequence = parameters.log.nextSequence;
  let failure: unknown;

  function consider(draft: GroupDraft, candidate: Candidate): void {
    const { bytes, from, digests, digestAt, owner, position } = candidate;
    const taken = window.take(bytes, from, logId, nextSequence + draft.count);
    if (taken === "taken") draft.add(candidate);
    else if (taken === "full") draft.refuse(owner, position, "nonces-scattered");
    else if (taken.logId === logId && isInDraft(taken, draft)) draft.addTwin(candidate, taken.sequence - nextSequence);
    else {
      const digest = digests.slice(digestAt, digestAt + 32);
      parameters.onReplay({ submission: owner, position, digest, usedAt: taken });
    }
  }

  function isInDraft({ logId: of, sequence }: UsedAt, { count }: GroupDraft): boolean {
    return of === logId && sequence >= nextSequence && sequence < nextSequence + count;
  }

  function takeNext(draft: GroupDraft, { slot, owners, positions, cursor }: VerifiedSlot): void {
    const owner = owners[cursor];
    const position = positions[cursor] ?? 0;
    const verdict = slot.verdicts[cursor];
    if (owner === undefined) return;
    const [from = 0, to = 0] = [slot.offsets[cursor], slot.offsets[cursor + 1]];
    const digestAt = cursor * 32;
    if (verdict === VALID)
      consider(draft, { bytes: slot.bytes, from, to, digests: slot.digests, digestAt, owner, position });
    else draft.refuse(owner, position, verdict === INVALID ? "signature-wrong" : "signature-malformed");
  }

  function gather(): GroupDraft {
    const limit = Math.min(parameters.maxGroupRecords, view.parameters.maxRecords);
    let waiting = 0;
    for (const { slot } of queue) waiting += slot.count;
    const draft = new GroupDraft(Math.min(waiting, limit));
    for (let verified = queue[0]; verified !== undefined; verified = queue[0]) {
      for (; verified.cursor < verified.slot.count && draft.count < limit; verified.cursor += 1)
        takeNext(draft, verified);
      if (verified.cursor < verified.slot.count) break;
      queue.shift();
      parameters.release(verified);
    }
    return draft;
  }

  async function append(draft: GroupDraft, promise: ReturnType<typeof promiseOf>): Promise<Appended> {
    trace.reach("store.before-append");
    const began = clock.now();
    const appended = await store.append({ logId, ...factsOf(draft), ...promise });
    metrics.observe("append_seconds", (clock.now() - began) / 1_000);
    trace.reach("store.after-append");
    return appended;
  }

  function factsOf({ count, records, digests, lastDeadline }: GroupDraft) {
    return { count, records, digests, lastDeadline, nonces: store.isShared ? listNonces(records) : [] };
  }

  function acknowledge(draft: GroupDraft, firstSequence: number, promise: ReturnType<typeof promiseOf>): void {
    const { count, digests } = draft;
    const group = promiser({ logId, firstSequence, count, digests, ...promise });
    trace.reach("store.promised", { logId, firstSequence, count });
    parameters.shelf.keep(group);
    draft.place(group);
    const now = clock.now();
    for (const { receivedAt } of draft.decided) metrics.observe("durable_seconds", (now - receivedAt) / 1_000);
    metrics.count("groups", 1);
    metrics.count("records_durable", count);
    metrics.observe("group_records", count);
    metrics.set("next_sequence", nextSequence);
    draft.settle();
    trace.reach("acknowledgement.sent");
    parameters.onStored(group);
  }

  function giveBack(draft: GroupDraft): void {
    for (const at of draft.offsets) window.giveBack(draft.records, at, logId);
  }

  /** Others stored first: their nonces come into the window, and what is left of the group is tried again. */
  async function redraft(draft: GroupDraft, words: readonly UsedNonces[]): Promise<GroupDraft> {
    giveBack(draft);
    nextSequence = await parameters.catchUp(nextSequence);
    const second = new GroupDraft(draft.count);
    for (const candidate of draft.candidates()) {
      const { bytes, from, to, owner, position } = candidate;
      // The store keeps a nonce as long as any of its word; the window may have let go of it.
      const isKept = window.find(bytes, from) === undefined && isAmong(bytes.subarray(from, to), words);
      if (isKept) draft.refuse(owner, position, "nonce-used");
      else consider(second, candidate);
    }
    draft.settle();
    return second;
  }

  /** Answers the words in conflict where the store took nothing of it. */
  async function write(draft: GroupDraft): Promise<readonly UsedNonces[] | undefined> {
    if (draft.count === 0) {
      draft.settle();
      return undefined;
    }
    const promise = promiseOf(view);
    const appended = await append(draft, promise);
    if (appended.kind === "conflict") return appended.words;
    const { firstSequence } = appended;
    let behind = firstSequence + draft.count;
    if (firstSequence !== nextSequence) {
      behind = Math.max(behind, await parameters.catchUp(nextSequence));
      for (const [index, at] of draft.offsets.entries()) window.put(draft.records, at, logId, firstSequence + index);
    }
    // From here on every sequence in the window that is below is one that is stored.
    nextSequence = behind;
    acknowledge(draft, firstSequence, promise);
    return undefined;
  }

  async function writeOrRefuse(gathered: GroupDraft): Promise<void> {
    let draft = gathered;
    try {
      for (let words = await write(draft); words !== undefined; words = await write(draft))
        draft = await redraft(draft, words);
    } catch (error) {
      metrics.count("store_faults", 1, isFault(error) ? error.code : "unknown");
      giveBack(draft);
      draft.refuseAll(isFault(error, "STORE_FULL") ? "store-full" : "store-unavailable");
      draft.settle();
      if (!isPassing(error)) {
        failure = error;
        parameters.onFailed(error);
      }
    }
  }

  function refuseQueue(): void {
    const draft = new GroupDraft(0);
    for (const verified of queue.splice(0)) {
      for (; verified.cursor < verified.slot.count; verified.cursor += 1) {
        const owner = verified.owners[verified.cursor];
        const position = verified.positions[verified.cursor] ?? 0;
        if (owner !== undefined) draft.refuse(owner, position, "store-unavailable");
      }
      parameters.release(verified);
    }
    draft.settle();
  }

  return {
    add(verified) {
      queue.push(verified);
      wake.say();
    },
    async run(signal) {
      signal.addEventListener("abort", () => wake.say(), { once: true });
      while (queue.length > 0 || !signal.aborted) {
        if (queue.length === 0) await wake.heard();
        else if (failure !== undefined) refuseQueue();
        else await writeOrRefuse(gather());
      }
    },
    get nextSequence() {
      return nextSequence;
    },
  };
}

/** What is promised of a group that is stored now. */
function promiseOf({ head, parameters, settledTime }: ChainView) {
  return {
    chainTime: head.timestamp,
    settledTime,
    block: head.number,
    promisedUntil: head.timestamp + parameters.promiseTime,
  };
}

/** Whether the store can be used again without being opened again. */
function isPassing(error: unknown): error is BatcherError {
  return isFault(error, "STORE_FULL", "STORE_UNAVAILABLE");
}
