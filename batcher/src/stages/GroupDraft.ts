import type { Refusal } from "#sdk/receipts";

import { isSameWord, readDeadline } from "../records.ts";
import type { PromisedGroup } from "./PromisedGroup.ts";
import { ACCEPTED, placeRecord, REPLAYED, refuseRecord, type Submission, settle } from "./Submission.ts";

/** A record that is to be stored, in memory that its owner may use again afterwards. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly digests: Uint8Array;
  readonly digestAt: number;
  readonly owner: Submission;
  readonly position: number;
}

interface Twin {
  readonly owner: Submission;
  readonly position: number;
  readonly index: number;
}

const BYTES_PER_RECORD = 256;

/** A group of records while it is put together, stored and answered. */
export class GroupDraft {
  count = 0;
  length = 0;
  lastDeadline = 0;
  readonly offsets: number[] = [];
  readonly #owners: Submission[] = [];
  readonly #positions: number[] = [];
  /** Records of this group that were sent twice. */
  readonly #twins: Twin[] = [];
  readonly #decided = new Set<Submission>();
  #last: Submission | undefined;
  #records: Uint8Array;
  readonly #digests: Uint8Array;

  constructor(capacity: number) {
    this.#records = Buffer.allocUnsafe(capacity * BYTES_PER_RECORD);
    this.#digests = Buffer.allocUnsafe(capacity * 32);
  }

  /** The packed records, one after another: a view until something is added. */
  get records(): Uint8Array {
    return this.#records.subarray(0, this.length);
  }

  get digests(): Uint8Array {
    return this.#digests.subarray(0, this.count * 32);
  }

  add({ bytes, from, to, digests, digestAt, owner, position }: Candidate): void {
    const length = to - from;
    if (this.length + length > this.#records.length) this.#grow(this.length + length);
    this.#records.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.length);
    this.#digests.set(digests.subarray(digestAt, digestAt + 32), this.count * 32);
    this.offsets.push(this.length);
    this.#owners.push(owner);
    this.#positions.push(position);
    this.length += length;
    this.count += 1;
    const deadline = readDeadline(bytes, from);
    if (deadline > this.lastDeadline) this.lastDeadline = deadline;
  }

  /** Notes a record whose nonce is used by the record at `index` of this group. */
  addTwin({ digests, digestAt, owner, position }: Candidate, index: number): void {
    if (isSameWord(this.#digests, index * 32, digests, digestAt)) this.#twins.push({ owner, position, index });
    else this.refuse(owner, position, "nonce-used");
  }

  refuse(owner: Submission, position: number, code: Refusal): void {
    refuseRecord(owner, position, code);
    this.#decide(owner);
  }

  /** Every record of the group again, as candidates of another one. */
  *candidates(): Generator<Candidate> {
    for (let index = 0; index < this.count; index += 1) {
      const owner = this.#owners[index];
      const from = this.offsets[index] ?? 0;
      const to = this.offsets[index + 1] ?? this.length;
      const position = this.#positions[index] ?? 0;
      const place = { bytes: this.#records, from, to, digests: this.#digests, digestAt: index * 32 };
      if (owner !== undefined) yield { ...place, owner, position };
    }
    for (const { owner, position, index } of this.#twins) {
      const [from = 0, to = this.length] = [this.offsets[index], this.offsets[index + 1]];
      yield { bytes: this.#records, from, to, digests: this.#digests, digestAt: index * 32, owner, position };
    }
  }

  /** Every record stands in the group that was promised. */
  place(group: PromisedGroup): void {
    const { logId, firstSequence } = group;
    for (let index = 0; index < this.count; index += 1) {
      const owner = this.#owners[index];
      if (owner === undefined) continue;
      placeRecord(owner, this.#positions[index] ?? 0, ACCEPTED, { logId, group, sequence: firstSequence + index });
      this.#decide(owner);
    }
    for (const { owner, position, index } of this.#twins) {
      placeRecord(owner, position, REPLAYED, { logId, group, sequence: firstSequence + index });
      this.#decide(owner);
    }
  }

  /** None of the records was stored. */
  refuseAll(code: Refusal): void {
    this.#owners.forEach((owner, index) => {
      this.refuse(owner, this.#positions[index] ?? 0, code);
    });
    for (const { owner, position } of this.#twins) this.refuse(owner, position, code);
  }

  /** Requests of which a record was decided here. */
  get decided(): ReadonlySet<Submission> {
    return this.#decided;
  }

  /** Answers those requests of which nothing is left to decide. */
  settle(): void {
    for (const submission of this.#decided) settle(submission);
  }

  #decide(owner: Submission): void {
    if (owner === this.#last) return;
    this.#last = owner;
    this.#decided.add(owner);
  }

  #grow(length: number): void {
    const grown = Buffer.allocUnsafe(Math.max(length, this.#records.length * 2));
    grown.set(this.#records.subarray(0, this.length));
    this.#records = grown;
  }
}
