import type { Refusal } from "#sdk/receipts";

import type { Journal } from "../ports/Journal.ts";
import type { Metrics } from "../ports/Metrics.ts";
import { isSameWord } from "../records.ts";
import type { GroupShelf } from "./GroupShelf.ts";
import type { PromisedGroup } from "./PromisedGroup.ts";
import type { UsedAt } from "./ReplayWindow.ts";
import { placeRecord, REPLAYED, refuseRecord, type Submission, settle } from "./Submission.ts";

/** What answering replays needs. */
export interface ReplayParameters {
  readonly shelf: GroupShelf;
  readonly metrics: Metrics;
  readonly journal: Journal;
}

/** A record whose nonce was used, and where. */
export interface Replay {
  readonly submission: Submission;
  readonly position: number;
  /** What its sender signed. */
  readonly digest: Uint8Array;
  readonly usedAt: UsedAt;
}

/** Answers a record whose nonce was used: where it stands, if it is the same record, else that the nonce is used. The caller settles unless this answers false: then it is done later. */
export function answerReplay(parameters: ReplayParameters, replay: Replay): boolean {
  const group = parameters.shelf.find(replay.usedAt.logId, replay.usedAt.sequence);
  if (group !== undefined) {
    decide(parameters, replay, group);
    return true;
  }
  if (parameters.shelf.isBusy) {
    refuse(parameters, replay, "queue-full");
    return true;
  }
  void lookUp(parameters, replay);
  return false;
}

async function lookUp(parameters: ReplayParameters, replay: Replay): Promise<void> {
  const { shelf, journal } = parameters;
  const { logId, sequence } = replay.usedAt;
  try {
    const group = await shelf.load(logId, sequence);
    if (group === undefined) refuse(parameters, replay, "store-unavailable");
    else decide(parameters, replay, group);
  } catch (error) {
    journal.fail("replay-not-looked-up", error, { logId, sequence });
    refuse(parameters, replay, "store-unavailable");
  }
  settle(replay.submission);
}

function decide(parameters: ReplayParameters, replay: Replay, group: PromisedGroup): void {
  const { submission, position, digest, usedAt } = replay;
  const { logId, sequence } = usedAt;
  const isSame = isSameWord(group.digests, (sequence - group.firstSequence) * 32, digest, 0);
  // DEFENCE: batcher-nonce [isSame => true]
  if (isSame) {
    parameters.metrics.count("records_replayed", 1);
    placeRecord(submission, position, REPLAYED, { logId, sequence, group });
  } else refuse(parameters, replay, "nonce-used");
}

function refuse({ metrics }: ReplayParameters, { submission, position }: Replay, code: Refusal): void {
  metrics.count("records_refused", 1, code);
  refuseRecord(submission, position, code);
}
