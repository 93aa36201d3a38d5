import { type Refusal, refusals } from "#sdk/receipts";
import type { PromisedGroup } from "./PromisedGroup.ts";

/** A record that waits for its end. */
export const UNDECIDED = 255;
/** A record whose nonce was used: what was stored is being looked up. */
export const LOOKED_UP = 254;
/** Stored and promised. */
export const ACCEPTED = 0;
/** Stored before: the same record was sent again. */
export const REPLAYED = 1;
/** Not taken. */
export const REFUSED = 2;
/** Records of a request that follow one another in one group. */
export interface Part {
  readonly logId: string;
  /** Undefined where it is not at hand: the receipt can be asked for. */
  readonly group: PromisedGroup | undefined;
  readonly firstSequence: number;
  count: number;
}

/** A request on its way: its records, and what has become of each so far. */
export interface Submission {
  /** Packed records one after another. */
  readonly bytes: Uint8Array;
  /** Where each begins; the entry behind the last is where they end. */
  readonly offsets: Uint32Array;
  readonly count: number;
  readonly statuses: Uint8Array;
  /** The number of a refusal, or the index of a part. */
  readonly details: Uint16Array;
  readonly sequences: Float64Array;
  readonly parts: Part[];
  /** By the clock of the pipeline, in milliseconds. */
  readonly receivedAt: number;
  undecided: number;
  isSettled: boolean;
  /** The next record to be packed for the verifier. */
  cursor: number;
  /** Called once, when every record has been decided. */
  readonly onDecided: (submission: Submission) => void;
}

/** A request that nothing was decided about. */
export function createSubmission(
  bytes: Uint8Array,
  offsets: Uint32Array,
  receivedAt: number,
  onDecided: (submission: Submission) => void,
): Submission {
  const count = offsets.length - 1;
  return {
    bytes,
    offsets,
    count,
    statuses: new Uint8Array(count).fill(UNDECIDED),
    details: new Uint16Array(count),
    sequences: new Float64Array(count),
    parts: [],
    receivedAt,
    undecided: count,
    isSettled: false,
    cursor: 0,
    onDecided,
  };
}

/** Where a record stands. */
export interface Place {
  readonly logId: string;
  readonly sequence: number;
  readonly group: PromisedGroup | undefined;
}

/** Says that a record is not taken. The caller settles. */
export function refuseRecord(submission: Submission, position: number, code: Refusal): void {
  submission.statuses[position] = REFUSED;
  submission.details[position] = refusals[code].number;
  submission.undecided -= 1;
}

/** Says that a record stands in a group, as a new one or as one that was there before. The caller settles. */
export function placeRecord(
  submission: Submission,
  position: number,
  status: typeof ACCEPTED | typeof REPLAYED,
  place: Place,
): void {
  submission.statuses[position] = status;
  submission.sequences[position] = place.sequence;
  submission.details[position] = partFor(submission, place);
  submission.undecided -= 1;
}

/** Tells who sent it, when nothing is left to decide. */
export function settle(submission: Submission): void {
  if (submission.undecided > 0 || submission.isSettled) return;
  submission.isSettled = true;
  submission.onDecided(submission);
}

function partFor({ parts }: Submission, { logId, group, sequence }: Place): number {
  const last = parts[parts.length - 1];
  if (last !== undefined && last.group === group && last.logId === logId) {
    const next = last.firstSequence + last.count;
    if (sequence === next) last.count += 1;
    if (sequence >= last.firstSequence && sequence <= next) return parts.length - 1;
  }
  parts.push({ logId, group, firstSequence: sequence, count: 1 });
  return parts.length - 1;
}
