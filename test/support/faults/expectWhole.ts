import { expect } from "chai";

import { createRecordDigester } from "#sdk/receipts";

import { findingMeanings } from "../../../batcher/src/findings.ts";
import { checkStore } from "../../../batcher/src/fsck.ts";
import type { Store } from "../../../batcher/src/ports/Store.ts";
import { collect } from "../batcher/collect.ts";
import type { BatcherPlace } from "./BatcherPlace.ts";
import type { Acknowledged } from "./spawnBatcher.ts";
import { openBook, recordPlaceOf } from "./startBatcher.ts";

/** What must be whole after a fault. */
export interface WholeStore {
  readonly place: BatcherPlace;
  /** Open. */
  readonly store: Store;
  readonly requests: readonly string[];
  readonly acknowledged: readonly Acknowledged[];
  /** Named in every failure. */
  readonly because: string;
}

const DIGEST_DIGITS = 64;

/**
 * Expects that everything that was acknowledged is stored under the sequence that was said, that no record is stored twice, that all of it is on the
 * chain, and that the check of the store finds no fault.
 */
export async function expectWhole({ place, store, requests, acknowledged, because }: WholeStore): Promise<void> {
  const digestOf = createRecordDigester(recordPlaceOf(place));
  const book = openBook(place);
  const found = await collect(checkStore({ store, book, digestOf }));
  const faults = found.filter(({ kind }) => findingMeanings[kind].severity === "fault");
  expect(faults, because).to.deep.equal([]);

  const placed = new Map<string, string>();
  for (const { logId, nextSequence } of await store.readLogs()) {
    for await (const { firstSequence, count, digests } of store.readGroups(logId, 0)) {
      for (let index = 0; index < count; index += 1) {
        const digest = Buffer.from(digests).toString("hex", index * 32, (index + 1) * 32);
        expect(digest).to.have.lengthOf(DIGEST_DIGITS);
        expect(placed.get(digest), `${because}: a record is stored twice`).to.equal(undefined);
        placed.set(digest, String(firstSequence + index));
      }
    }
    const anchored = await book.readAnchored(logId);
    expect(anchored?.nextSequence, `${because}: not all of ${logId} is anchored`).to.equal(nextSequence);
  }
  for (const { request, position, sequence } of acknowledged) {
    const packed = Buffer.from(requests[request] ?? "", "hex");
    const digest = Buffer.from(digestOf(packed, position * REGISTRATION_BYTES)).toString("hex");
    expect(placed.get(digest), `${because}: record ${position} of request ${request}`).to.equal(String(sequence));
  }
}

const REGISTRATION_BYTES = 231;
