import type { Refusal } from "#sdk/receipts";

import {
  MAX_RECORD_BYTES,
  MAX_REQUEST_RECORDS,
  measureRecord,
  readDeadline,
  readSeat,
  readSigner,
} from "../records.ts";
import type { ChainView } from "./ChainView.ts";
import { isSameSigner, judgeKey } from "./MemberTable.ts";
import type { ProblemCode } from "./refusals.ts";

/** What a request is held against before anything dear is done for it. */
export interface IngestRules {
  readonly view: ChainView;
  /** Which kinds are taken, by number. */
  readonly kinds: ReadonlySet<number>;
  /** Takes records of a seat's rate; false where it has used it up. */
  readonly takeRate: (seat: number, records: number) => boolean;
}

/** Where the records of a body begin, or why it is none. */
export function splitRecords(bytes: Uint8Array): Uint32Array | ProblemCode {
  if (bytes.length === 0) return "no-records";
  const offsets: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (offsets.length === MAX_REQUEST_RECORDS) return "too-many-records";
    const length = measureRecord(bytes, at);
    if (length === undefined) return "record-malformed";
    if (length > MAX_RECORD_BYTES) return "record-too-large";
    offsets.push(at);
    at += length;
  }
  offsets.push(bytes.length);
  return Uint32Array.from(offsets);
}

/** Why the records of a request are not taken, by position; undefined stands for those that are. Nonces are asked about elsewhere. */
export function judgeRecords(
  bytes: Uint8Array,
  offsets: Uint32Array,
  rules: IngestRules,
): readonly (Refusal | undefined)[] {
  const { head, members, parameters } = rules.view;
  const time = head.timestamp;
  const latest = time + parameters.maxDeadlineAhead;
  const judged = new Array<Refusal | undefined>(offsets.length - 1);
  let signerVerdict: Refusal | undefined;
  let judgedAt = -1;
  for (let position = 0; position < judged.length; position += 1) {
    const at = offsets[position] ?? 0;
    const deadline = readDeadline(bytes, at);
    const isSame = judgedAt >= 0 && isSameSigner(bytes, judgedAt, at);
    if (!isSame) {
      const seat = readSeat(bytes, at);
      signerVerdict = judgeKey(members.find(readSigner(bytes, at)), seat, time);
      judgedAt = at;
    }
    const kind = bytes[at] ?? 0;
    if (!rules.kinds.has(kind)) judged[position] = "kind-unsupported";
    else if (deadline <= time)
      judged[position] = "deadline-passed"; // DEFENCE: batcher-deadline
    else if (deadline > latest)
      judged[position] = "deadline-too-far"; // DEFENCE: batcher-deadline-ahead
    else if (signerVerdict !== undefined) judged[position] = signerVerdict;
    else if (!rules.takeRate(readSeat(bytes, at), 1)) judged[position] = "over-rate";
  }
  return judged;
}
