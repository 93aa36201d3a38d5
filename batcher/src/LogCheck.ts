import {
  buildTree,
  computeHeaderHash,
  computeLeaves,
  packedLength,
  type RecordDigester,
  rootOfTree,
} from "#sdk/receipts";

import type { Finding } from "./findings.ts";
import type { AnchorBook } from "./ports/AnchorBook.ts";
import type { StoredBatch, StoredGroup, StoredLog } from "./ports/Store.ts";

const DIGEST_BYTES = 32;

/** What one log is checked with. */
export interface LogCheckParameters {
  readonly log: StoredLog;
  /** What the chain says of it. */
  readonly anchored: { readonly nextSequence: number; readonly nextNumber: number } | undefined;
  readonly book: AnchorBook;
  readonly digestOf: RecordDigester;
  /** The chain's time. */
  readonly now: number;
}

/** A batch while the groups of its records come by. */
interface OpenBatch extends StoredBatch {
  readonly collected: Uint8Array;
  missing: number;
}

/** One log, group after group, with the batches that their records are in. */
export class LogCheck {
  readonly #facts: LogCheckParameters;
  readonly #logId: string;
  #nextBatch: () => Promise<StoredBatch | undefined> = async () => undefined;
  #batch: OpenBatch | undefined;
  #expectedSequence = 0;
  #expectedNumber = 0;
  #expectedFirst = 0;
  /** Where the group begins that was found overdue last: it may be in several batches. */
  #overdue = -1;
  #findings: Finding[] = [];

  constructor(facts: LogCheckParameters) {
    this.#facts = facts;
    this.#logId = facts.log.logId;
  }

  /** Begins with the log's batches, ascending. */
  async begin(nextBatch: () => Promise<StoredBatch | undefined>): Promise<readonly Finding[]> {
    this.#nextBatch = nextBatch;
    const { anchored, log } = this.#facts;
    if (anchored === undefined && log.nextSequence > 0) this.#find({ kind: "log-unknown-to-chain" });
    await this.#openNext();
    return this.#take();
  }

  async addGroup(group: StoredGroup): Promise<readonly Finding[]> {
    const { firstSequence, count } = group;
    const end = firstSequence + count;
    if (firstSequence > this.#expectedSequence)
      this.#find({ kind: "records-missing", from: this.#expectedSequence, to: firstSequence - 1 });
    if (firstSequence < this.#expectedSequence)
      this.#find({ kind: "records-twice", from: firstSequence, to: Math.min(end, this.#expectedSequence) - 1 });
    this.#expectedSequence = Math.max(this.#expectedSequence, end);
    const digests = this.#checkRecords(group);
    await this.#closeBatchesBefore(firstSequence + 1);
    for (let batch = this.#batch; batch !== undefined && batch.firstSequence < end; batch = this.#batch) {
      this.#collect(batch, group, digests);
      this.#checkPromise(batch, group);
      if (batch.firstSequence + batch.count > end) return this.#take();
      await this.#closeBatch(batch);
    }
    // The records behind the last batch.
    if (end > this.#expectedFirst) this.#checkUnbatched(group);
    return this.#take();
  }

  async end(): Promise<readonly Finding[]> {
    await this.#closeBatchesBefore(Number.POSITIVE_INFINITY);
    const { anchored, log } = this.#facts;
    if (this.#expectedSequence < log.nextSequence)
      this.#find({ kind: "records-missing", from: this.#expectedSequence, to: log.nextSequence - 1 });
    if (
      anchored !== undefined &&
      (anchored.nextNumber > this.#expectedNumber || anchored.nextSequence > this.#expectedFirst)
    )
      this.#find({ kind: "chain-ahead", nextNumber: anchored.nextNumber, nextSequence: anchored.nextSequence });
    return this.#take();
  }

  /** Digests of a group, computed from its records where they can be read. */
  #checkRecords({ records, digests, firstSequence, count }: StoredGroup): Uint8Array {
    const computed = new Uint8Array(count * DIGEST_BYTES);
    try {
      let at = 0;
      for (let index = 0; index < count; index += 1) {
        computed.set(this.#facts.digestOf(records, at), index * DIGEST_BYTES);
        at += packedLength(records, at);
      }
      if (at !== records.length) throw new RangeError(`${records.length - at} bytes follow the last record`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#find({ kind: "group-unreadable", sequence: firstSequence, why });
      return digests;
    }
    for (let index = 0; index < count; index += 1)
      if (!areEqual(digestAt(computed, index), digestAt(digests, index)))
        this.#find({ kind: "digest-differs", sequence: firstSequence + index });
    return computed;
  }

  #collect(batch: OpenBatch, group: StoredGroup, digests: Uint8Array): void {
    const from = Math.max(batch.firstSequence, group.firstSequence);
    const to = Math.min(batch.firstSequence + batch.count, group.firstSequence + group.count);
    if (to <= from) return;
    const at = (from - group.firstSequence) * DIGEST_BYTES;
    const part = digests.subarray(at, at + (to - from) * DIGEST_BYTES);
    const target = (from - batch.firstSequence) * DIGEST_BYTES;
    if (target + part.length <= batch.collected.length) batch.collected.set(part, target);
    batch.missing -= to - from;
  }

  #checkPromise({ number, anchored }: OpenBatch, group: StoredGroup): void {
    const { firstSequence: sequence, promisedUntil } = group;
    if (anchored === undefined) {
      if (!this.#isOnChain(number)) this.#checkUnbatched(group);
    } else if (anchored.anchoredAt > promisedUntil)
      this.#find({ kind: "promise-late", sequence, number, promisedUntil });
  }

  #checkUnbatched({ firstSequence: sequence, promisedUntil }: StoredGroup): void {
    if (this.#facts.now <= promisedUntil || sequence === this.#overdue) return;
    this.#overdue = sequence;
    this.#find({ kind: "promise-overdue", sequence, promisedUntil });
  }

  async #closeBatchesBefore(sequence: number): Promise<void> {
    for (
      let batch = this.#batch;
      batch !== undefined && batch.firstSequence + batch.count < sequence;
      batch = this.#batch
    )
      await this.#closeBatch(batch);
  }

  async #closeBatch(batch: OpenBatch): Promise<void> {
    const { number, root, missing, collected, firstSequence } = batch;
    if (missing > 0 || collected.length === 0) this.#find({ kind: "batch-incomplete", number, missing });
    else {
      const computed = toHex(rootOfTree(buildTree(computeLeaves(fromHex(this.#logId), firstSequence, collected))));
      if (computed !== root) this.#find({ kind: "root-differs", number, computed });
    }
    await this.#checkAnchored(batch);
    await this.#openNext();
  }

  async #checkAnchored({ number, root, firstSequence, count, anchored }: OpenBatch): Promise<void> {
    if (anchored === undefined) {
      if (this.#isOnChain(number)) this.#find({ kind: "anchored-unnoted", number });
      return;
    }
    const { anchoredAt, previous } = anchored;
    const header = { root: fromHex(root), firstSequence, count, anchoredAt, previous: fromHex(previous) };
    const computed = toHex(computeHeaderHash(header));
    const onChain = await this.#facts.book.readBatchHash(this.#logId, number);
    if (onChain === undefined) this.#find({ kind: "batch-not-on-chain", number });
    else if (onChain !== computed) this.#find({ kind: "header-differs", number, computed, onChain });
  }

  async #openNext(): Promise<void> {
    const batch = await this.#nextBatch();
    this.#batch = undefined;
    if (batch === undefined) return;
    const { number, firstSequence, count } = batch;
    if (number !== this.#expectedNumber || firstSequence !== this.#expectedFirst)
      this.#find({ kind: "batch-out-of-order", number, expected: this.#expectedNumber, firstSequence });
    this.#expectedNumber = number + 1;
    this.#expectedFirst = firstSequence + count;
    // A count that was spoilt does not take memory: what is beyond the log is missing anyway.
    const isPossible = firstSequence + count <= this.#facts.log.nextSequence;
    this.#batch = { ...batch, collected: new Uint8Array(isPossible ? count * DIGEST_BYTES : 0), missing: count };
  }

  #isOnChain(number: number): boolean {
    return number < (this.#facts.anchored?.nextNumber ?? 0);
  }

  #find(finding: DistributiveOmit<Finding, "logId">): void {
    this.#findings.push({ logId: this.#logId, ...finding });
  }

  #take(): readonly Finding[] {
    const found = this.#findings;
    this.#findings = [];
    return found;
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

function digestAt(digests: Uint8Array, index: number): Uint8Array {
  return digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.slice(2), "hex"));
}

function toHex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes).toString("hex")}`;
}
