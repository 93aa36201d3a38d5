import { createRecordDigester, type RecordPlace, type Refusal } from "#sdk/receipts";

import type { Clock } from "../ports/Clock.ts";
import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { Trace } from "../ports/Trace.ts";
import { BUNDLE, byteAt, CALL, CALL_BUNDLE, REGISTRATION } from "../records.ts";
import type { ChainView } from "./ChainView.ts";
import type { GroupShelf } from "./GroupShelf.ts";
import { judgeRecords, splitRecords } from "./ingest.ts";
import { countCalls } from "./listCalls.ts";
import { isExecutable } from "./planExecutions.ts";
import { RateLimit } from "./RateLimit.ts";
import type { ReplayWindow, UsedAt } from "./ReplayWindow.ts";
import type { ProblemCode } from "./refusals.ts";
import { answerReplay, type Replay } from "./replay.ts";
import { createSubmission, LOOKED_UP, refuseRecord, type Submission, settle } from "./Submission.ts";
import type { Verification } from "./verify.ts";

/** What taking requests in needs. */
export interface IntakeParameters {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly journal: Journal;
  readonly view: ChainView;
  readonly window: ReplayWindow;
  readonly shelf: GroupShelf;
  readonly verification: Verification;
  readonly place: RecordPlace;
  readonly executesCalls: boolean;
  readonly maxWaitingRecords: number;
  readonly ratePerSeat: number;
  readonly chainSilenceMs: number;
  /** Whether the record that a nonce was used by is stored. One that is still on its way may get another sequence than the window says. */
  readonly isStored: (usedAt: UsedAt) => boolean;
}

/** Where requests come in. */
export interface Intake {
  /** Takes packed records. Answers why they are none, or undefined: then `onDecided` is called once, when each has been decided. */
  submit(bytes: Uint8Array, onDecided: (submission: Submission) => void): ProblemCode | undefined;
  /** A record whose nonce was used by another one. */
  meetReplay(replay: Replay): void;
  /** Refuses everything from now on. */
  close(because: Refusal): void;
  /** Resolves when every request has been answered. */
  emptied(): Promise<void>;
  readonly isClosed: boolean;
}

/** Makes the first stage: everything that can be refused for little is refused here, at once. */
export function createIntake(parameters: IntakeParameters): Intake {
  const { clock, metrics, trace, view, window, verification, place, executesCalls } = parameters;
  const digestOf = createRecordDigester(place);
  const rate = new RateLimit(clock, parameters.ratePerSeat);
  const kinds = new Set(executesCalls ? [REGISTRATION, CALL, BUNDLE, CALL_BUNDLE] : [REGISTRATION, BUNDLE]);
  const rules = { view, kinds, takeRate: (seat: number, records: number) => rate.take(seat, records) };
  let closedBecause: Refusal | undefined;
  let open = 0;
  const waiters: (() => void)[] = [];

  /** Why no record is taken at the moment. */
  function refusalOfAll(records: number): Refusal | undefined {
    if (closedBecause !== undefined) return closedBecause;
    if (!view.isOnDuty || !view.hasTerm || view.suspendedSince !== 0) return "batcher-suspended"; // DEFENCE: batcher-own-duty
    const isSilent = view.isSilent && clock.now() - view.answeredAt > parameters.chainSilenceMs;
    if (isSilent) return "chain-unreachable"; // DEFENCE: batcher-chain-time
    if (verification.waiting + records > parameters.maxWaitingRecords) return "queue-full"; // DEFENCE: batcher-queue-bound
    return undefined;
  }

  function refuse(submission: Submission, position: number, code: Refusal): void {
    metrics.count("records_refused", 1, code);
    refuseRecord(submission, position, code);
  }

  function refuseAll(submission: Submission, code: Refusal): void {
    metrics.count("records_refused", submission.count, code);
    for (let position = 0; position < submission.count; position += 1) refuseRecord(submission, position, code);
  }

  /** What no transaction can carry out is not taken: it would hold up all that comes behind it. */
  function isCallTooLarge(bytes: Uint8Array, at: number, end: number): boolean {
    const kind = byteAt(bytes, at);
    if (kind !== CALL && kind !== CALL_BUNDLE) return false;
    const asked = countCalls(bytes, at);
    if (!isExecutable(asked, end - at)) return true; // DEFENCE: call-within-a-transaction
    return asked.highestGas > view.parameters.callGas;
  }

  /** Judges every record, answers replays, and says how many are left to be verified. */
  function judge(submission: Submission): number {
    const { bytes, offsets, count } = submission;
    const judged = judgeRecords(bytes, offsets, rules);
    let left = 0;
    for (let position = 0; position < count; position += 1) {
      const at = offsets[position] ?? 0;
      const refusal = judged[position];
      if (refusal !== undefined) {
        refuse(submission, position, refusal);
        continue;
      }
      const usedAt = window.find(bytes, at);
      // A record that is on its way is met by the writer, once that one has its place.
      if (usedAt !== undefined && parameters.isStored(usedAt))
        meet({ submission, position, digest: digestOf(bytes, at), usedAt });
      else if (isCallTooLarge(bytes, at, offsets[position + 1] ?? bytes.length))
        refuse(submission, position, "call-refused");
      else left += 1;
    }
    return left;
  }

  function meet(replay: Replay): boolean {
    replay.submission.statuses[replay.position] = LOOKED_UP;
    return answerReplay(parameters, replay);
  }

  function decided(onDecided: (submission: Submission) => void): (submission: Submission) => void {
    return (submission) => {
      open -= 1;
      onDecided(submission);
      if (open === 0) for (const resolve of waiters.splice(0)) resolve();
    };
  }

  return {
    submit(bytes, onDecided) {
      const offsets = splitRecords(bytes);
      metrics.count("requests", 1);
      if (typeof offsets === "string") return offsets;
      const submission = createSubmission(bytes, offsets, clock.now(), decided(onDecided));
      open += 1;
      metrics.count("records_received", submission.count);
      const refusal = refusalOfAll(submission.count);
      if (refusal !== undefined) refuseAll(submission, refusal);
      const left = refusal === undefined ? judge(submission) : 0;
      trace.reach("ingest.taken");
      if (left > 0) verification.add(submission, left);
      else settle(submission);
      return undefined;
    },
    meetReplay(replay) {
      if (meet(replay)) settle(replay.submission);
    },
    close(because) {
      closedBecause ??= because;
    },
    async emptied() {
      if (open > 0) await new Promise<void>((resolve) => waiters.push(resolve));
    },
    get isClosed() {
      return closedBecause !== undefined;
    },
  };
}
