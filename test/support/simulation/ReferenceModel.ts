import { buildTree, computeLeaves, rootOfTree } from "#sdk/receipts";

import type { StoredGroup } from "../../../batcher/src/ports/Store.ts";
import { fromHex, measureRecord, readDeadline, readSeat, toHex } from "../../../batcher/src/records.ts";
import type { Disk } from "./Disk.ts";
import type { Ledger } from "./Ledger.ts";
import type { Property, Violations } from "./Violations.ts";

/** A record that was acknowledged. */
export interface Acknowledged {
  readonly digest: string;
  readonly logId: string;
  readonly sequence: number;
  /** Milliseconds of the world. */
  readonly at: number;
}

/** A record that is stored, read from a group. */
export interface Kept {
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly logId: string;
  readonly sequence: number;
  readonly group: StoredGroup;
}

/** Says what the batchers must have done: what members were told, held against what is stored and what is on chain. It knows nothing of how they do it. */
export class ReferenceModel {
  readonly #violations: Violations;
  readonly #disk: Disk;
  readonly #ledger: Ledger;
  readonly #byDigest = new Map<string, Acknowledged>();
  readonly #byPlace = new Map<string, string>();

  constructor(violations: Violations, disk: Disk, ledger: Ledger) {
    this.#violations = violations;
    this.#disk = disk;
    this.#ledger = ledger;
  }

  /** Everything that was acknowledged so far. */
  get acknowledged(): readonly Acknowledged[] {
    return [...this.#byDigest.values()];
  }

  placeOf(digest: string): Acknowledged | undefined {
    return this.#byDigest.get(digest);
  }

  /** A member is told that its record is stored. */
  acknowledge(said: Acknowledged): void {
    const { digest, logId, sequence } = said;
    const place = `${logId} ${sequence}`;
    const before = this.#byDigest.get(digest);
    const isSame = before === undefined || (before.logId === logId && before.sequence === sequence);
    this.#unless(isSame, "taken-once", `${digest} is ${place} and ${before?.logId} ${before?.sequence}`);
    const other = this.#byPlace.get(place) ?? digest;
    this.#unless(other === digest, "taken-once", `${place} was given to ${other} and ${digest}`);
    if (before === undefined) this.#byDigest.set(digest, said);
    this.#byPlace.set(place, digest);
    const group = this.#disk.durable.groups.find(
      (each) => each.logId === logId && each.firstSequence <= sequence && sequence < each.firstSequence + each.count,
    );
    const stored = group && toHex(group.digests.subarray((sequence - group.firstSequence) * 32).subarray(0, 32));
    this.#unless(stored === digest, "nothing-lost-after-acknowledgement", `${place} holds ${stored}, not ${digest}`);
  }

  /** Everything that would survive a power cut now. */
  listKept(): readonly Kept[] {
    return this.#disk.durable.groups.flatMap(listRecords);
  }

  /** Holds all that would survive a power cut now against what was acknowledged. */
  checkDisk(): void {
    const next = new Map<string, number>();
    for (const { logId, firstSequence, count } of this.#disk.durable.groups) {
      const expected = next.get(logId) ?? 0;
      this.#unless(firstSequence === expected, "sequences-without-gap", `${firstSequence} follows ${expected - 1}`);
      next.set(logId, firstSequence + count);
    }
    const kept = this.listKept();
    const byDigest = new Map<string, Kept>();
    for (const record of kept) {
      const twin = byDigest.get(record.digest);
      this.#unless(twin === undefined, "taken-once", `${record.digest} is stored twice, at ${record.sequence} too`);
      byDigest.set(record.digest, record);
    }
    this.#checkNonces(kept);
    for (const { digest, logId, sequence } of this.#byDigest.values()) {
      const found = byDigest.get(digest);
      const isThere = found?.logId === logId && found.sequence === sequence;
      this.#unless(isThere, "nothing-lost-after-acknowledgement", `${digest} is not stored at ${sequence}`);
    }
  }

  #checkNonces(kept: readonly Kept[]): void {
    const used = new Map<string, Kept>();
    for (const record of kept) {
      const { bytes, group, sequence } = record;
      const name = `${bytes[0]} ${readSeat(bytes, 0)} ${toHex(bytes.subarray(29, bytes[0] === 1 ? 61 : 37))}`;
      const before = used.get(name);
      const isDue = before === undefined || readDeadline(before.bytes, 0) <= group.chainTime;
      this.#unless(isDue, "nonces-of-members-once", `${sequence} uses an undue nonce of ${before?.sequence}`);
      used.set(name, record);
    }
  }

  /** Holds the chain against the disk: batches in order, each over exactly the records that are stored. */
  checkChain(): void {
    for (const [logId, { batches }] of this.#ledger.head.state.logs) {
      const groups = this.#disk.durable.groups.filter((group) => group.logId === logId);
      const digests = Buffer.concat(groups.map((group) => group.digests));
      let next = 0;
      for (const [number, { firstSequence, count, root }] of batches.entries()) {
        this.#unless(
          firstSequence >= next,
          "anchored-once",
          `batch ${number} begins at ${firstSequence} before ${next}`,
        );
        this.#unless(firstSequence <= next, "batches-in-order", `batch ${number} leaves ${next} out`);
        next = firstSequence + count;
        const part = Uint8Array.from(digests.subarray(firstSequence * 32, next * 32));
        const expected =
          part.length === 0 ? "" : toHex(rootOfTree(buildTree(computeLeaves(fromHex(logId), firstSequence, part))));
        this.#unless(root === expected, "batches-in-order", `batch ${number} is not over what is stored`);
      }
    }
  }

  /** What was called final is on the chain. */
  checkFinal(): void {
    const { logs } = this.#ledger.head.state;
    for (const { isFinal, logId, number, root } of this.#disk.durable.batches) {
      if (!isFinal) continue;
      const onChain = logs.get(logId)?.batches[number];
      this.#unless(onChain?.root === root, "final-stays-final", `batch ${number} is final and not on the chain`);
    }
  }

  #unless(holds: boolean, property: Property, told: string): void {
    this.#violations.unless(holds, property, told);
  }
}

function listRecords(group: StoredGroup): readonly Kept[] {
  const { logId, firstSequence, count, records, digests } = group;
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    const length = measureRecord(records, at) ?? 0;
    const bytes = records.slice(at, at + length);
    at += length;
    const digest = toHex(digests.subarray(index * 32, index * 32 + 32));
    return { digest, bytes, logId, sequence: firstSequence + index, group };
  });
}
