import type { Clock } from "../ports/Clock.ts";
import type { Metrics } from "../ports/Metrics.ts";
import type { Trace } from "../ports/Trace.ts";
import type { Slot, Verifier } from "../ports/Verifier.ts";
import { type Submission, UNDECIDED } from "./Submission.ts";

/** A slot whose signatures were checked, and whose records it holds. Only `verify` makes one. */
export interface VerifiedSlot {
  readonly slot: Slot;
  /** Whose each record is. */
  readonly owners: readonly Submission[];
  /** Which record of its owner's each is. */
  readonly positions: Uint16Array;
  /** The next record to be looked at. */
  cursor: number;
}

/** What the verifying stage needs. */
export interface VerificationParameters {
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly trace: Trace;
  readonly onVerified: (verified: VerifiedSlot) => void;
  /** Signatures cannot be checked any more. */
  readonly onFailed: (error: unknown) => void;
}

/** The verifying stage as others see it. */
export interface Verification {
  /** Takes those records of a request that nothing was decided about, and how many they are. */
  add(submission: Submission, records: number): void;
  /** Takes a slot back, once its records were copied or refused. */
  release(verified: VerifiedSlot): void;
  /** Records that wait for a slot or are in one. */
  readonly waiting: number;
}

interface Filling extends VerifiedSlot {
  readonly owners: Submission[];
  sentAt: number;
}

/**
 * Packs records into slots and slots to workers. A full slot is sent at once; one that is filled in part only when a worker would be idle otherwise, and
 * not before everything that has arrived already is in it.
 */
export function createVerification(parameters: VerificationParameters): Verification {
  const { verifier, clock, metrics, trace } = parameters;
  const capacity = verifier.slots[0]?.verdicts.length ?? 0;
  const places = verifier.slots.map(
    (slot): Filling => ({ slot, owners: [], positions: new Uint16Array(capacity), cursor: 0, sentAt: 0 }),
  );
  const free = [...places].reverse();
  const queue: Submission[] = [];
  let head = 0;
  let filling: Filling | undefined;
  let waiting = 0;
  let isPumpDue = false;

  function send(place: Filling): void {
    filling = undefined;
    place.sentAt = clock.now();
    trace.reach("verify.sent");
    verifier.send(place.slot);
  }

  /** Copies as many records of a request as there is room for; false where a slot is missing. */
  function pack(submission: Submission): boolean {
    const { bytes, offsets, statuses, count } = submission;
    while (submission.cursor < count) {
      const position = submission.cursor;
      if (statuses[position] !== UNDECIDED) {
        submission.cursor += 1;
        continue;
      }
      filling ??= free.pop();
      if (filling === undefined) return false;
      const { slot } = filling;
      const [from = 0, to = 0] = [offsets[position], offsets[position + 1]];
      const at = slot.offsets[slot.count] ?? 0;
      if (slot.count === capacity || at + to - from > slot.bytes.length) {
        send(filling);
        continue;
      }
      slot.bytes.set(bytes.subarray(from, to), at);
      filling.owners[slot.count] = submission;
      filling.positions[slot.count] = position;
      slot.count += 1;
      slot.offsets[slot.count] = at + to - from;
      submission.cursor += 1;
    }
    return true;
  }

  function pump(): void {
    isPumpDue = false;
    for (let next = queue[head]; next !== undefined; next = queue[head]) {
      if (!pack(next)) break;
      head += 1;
    }
    if (head === queue.length || head > 1_024) {
      queue.splice(0, head);
      head = 0;
    }
    if (filling !== undefined && filling.slot.count > 0 && verifier.hasIdleWorker()) send(filling);
  }

  function pumpSoon(): void {
    if (isPumpDue) return;
    isPumpDue = true;
    clock.soon(pump);
  }

  verifier.listen((slot) => {
    const place = places[slot.index];
    if (place === undefined) return;
    metrics.observe("verify_seconds", (clock.now() - place.sentAt) / 1_000);
    trace.reach("verify.answered");
    place.cursor = 0;
    parameters.onVerified(place);
    pumpSoon();
  }, parameters.onFailed);

  return {
    add(submission, records) {
      waiting += records;
      queue.push(submission);
      pumpSoon();
    },
    release(verified) {
      const place = places[verified.slot.index];
      if (place === undefined) return;
      waiting -= place.slot.count;
      place.owners.length = 0;
      place.slot.count = 0;
      place.cursor = 0;
      free.push(place);
      pumpSoon();
    },
    get waiting() {
      return waiting;
    },
  };
}
