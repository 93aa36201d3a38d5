import {
  type AcknowledgedPart,
  type Acknowledgements,
  encodeAcknowledgements,
  proveRange,
  type RecordOutcome,
  type Refusal,
  refusalOf,
} from "#sdk/receipts";

import { fromHex, toHex } from "../records.ts";
import { problemOf } from "../stages/refusals.ts";
import { ACCEPTED, type Part, REFUSED, type Submission } from "../stages/Submission.ts";

/** Packed records, one after another. */
export const PACKED_TYPE = "application/vnd.quorate.records";
/** What became of them. */
export const ACKNOWLEDGED_TYPE = "application/vnd.quorate.acknowledgements";
/** What JSON is called. */
export const JSON_TYPE = "application/json";

/** What became of the records of a request, as the SDK names it. */
export function toAcknowledgements(submission: Submission): Acknowledgements {
  const outcomes = new Array<RecordOutcome>(submission.count);
  for (let position = 0; position < submission.count; position += 1)
    outcomes[position] = outcomeOf(submission, position);
  return { parts: submission.parts.map(toPart), outcomes };
}

/** The one refusal of a request none of whose records was taken; undefined where there are several, or none. */
export function commonRefusal({ count, statuses, details }: Submission): Refusal | undefined {
  const [first = 0] = details;
  for (let position = 0; position < count; position += 1) {
    if (statuses[position] !== REFUSED || details[position] !== first) return undefined;
  }
  return refusalOf(first);
}

/** The answer in packed form. */
export function encodeAnswer(submission: Submission): Uint8Array {
  return encodeAcknowledgements(toAcknowledgements(submission));
}

/** The answer in JSON. */
export function formatAnswer(submission: Submission): string {
  const { parts, outcomes } = toAcknowledgements(submission);
  return JSON.stringify({ parts: parts.map(toJsonPart), records: outcomes.map(toJsonOutcome) });
}

function outcomeOf({ statuses, details, sequences }: Submission, position: number): RecordOutcome {
  const status = statuses[position];
  const detail = details[position] ?? 0;
  if (status === REFUSED) return { status: "refused", code: refusalOf(detail) ?? "store-unavailable" };
  return { status: status === ACCEPTED ? "accepted" : "replayed", part: detail, sequence: sequences[position] ?? 0 };
}

function toPart({ logId, group, firstSequence, count }: Part): AcknowledgedPart {
  if (group === undefined) return { logId: fromHex(logId), firstSequence, count, promised: undefined, siblings: [] };
  const { promise, signature, tree } = group;
  const siblings = proveRange(tree, firstSequence - group.firstSequence, count);
  return { logId: promise.logId, firstSequence, count, promised: { promise, signature }, siblings };
}

function toJsonPart({ logId, firstSequence, count, promised, siblings }: AcknowledgedPart): unknown {
  const place = { logId: toHex(logId), firstSequence, count };
  if (promised === undefined) return place;
  const { promise, signature } = promised;
  return {
    ...place,
    promise: {
      firstSequence: promise.firstSequence,
      count: promise.count,
      groupRoot: toHex(promise.groupRoot),
      deadline: promise.deadline,
      promisedAtBlock: promise.promisedAtBlock,
      signature: toHex(signature),
    },
    siblings: siblings.map(toHex),
  };
}

function toJsonOutcome(outcome: RecordOutcome): unknown {
  if (outcome.status !== "refused") return outcome;
  const { retry, title, remedy } = problemOf(outcome.code);
  return { ...outcome, retry, title, remedy };
}
