import { type BatchReceipt, createReceipt, parseAddress, parseBytes32, proveLeaf } from "#sdk/receipts";

import type { Chain } from "../ports/Chain.ts";
import type { Clock } from "../ports/Clock.ts";
import type { Store, StoredBatch } from "../ports/Store.ts";
import type { Verifier } from "../ports/Verifier.ts";
import { fromHex, isSameBytes, measureRecord, SIGNATURE_BYTES, SIGNER_AT } from "../records.ts";
import type { BatchShelf } from "./BatchShelf.ts";
import type { GroupShelf } from "./GroupShelf.ts";
import type { Level, LevelBoard } from "./LevelBoard.ts";

/** What giving receipts needs. */
export interface ReceiptParameters {
  readonly chain: Chain;
  readonly store: Store;
  readonly clock: Clock;
  readonly verifier: Verifier;
  readonly groups: GroupShelf;
  readonly batches: BatchShelf;
  readonly board: LevelBoard;
}

/** A receipt and how far its record has come. */
export interface LevelledReceipt {
  readonly receipt: BatchReceipt;
  readonly level: Level;
}

/** Receipts of stored records. */
export interface Receipts {
  /** The receipt of a record at the level that it has now; undefined where there is no such record. */
  get(logId: string, sequence: number): Promise<LevelledReceipt | undefined>;
  /** Waits until a record has come so far, for so long at most. Answers how far it has come then. */
  waitFor(wait: ReceiptWait): Promise<Level | undefined>;
  /** Waits no longer. */
  close(): void;
}

/** A record, and how far it is waited for. */
export interface ReceiptWait {
  readonly logId: string;
  readonly sequence: number;
  readonly level: Level;
  readonly waitMs: number;
}

const RANKS = { durable: 0, anchored: 1, final: 2 } as const satisfies Readonly<Record<Level, number>>;
/** How often is looked where another instance anchors. */
const LOOK_MS = 250;

/** Makes receipts: proofs are views of trees, put together on request. */
export function createReceipts(parameters: ReceiptParameters): Receipts {
  const { chain, store, clock, verifier, groups, batches, board } = parameters;
  const { chainId } = chain;
  const anchor = parseAddress(chain.contracts.anchor);
  let isClosed = false;

  async function levelOf(logId: string, sequence: number): Promise<Level | undefined> {
    const batch = await store.findBatch(logId, sequence);
    if (batch !== undefined) return toLevel(batch);
    const isStored = groups.find(logId, sequence) ?? (await store.findGroup(logId, sequence));
    return isStored === undefined ? undefined : "durable";
  }

  async function toBatch(batch: StoredBatch, sequence: number) {
    const { anchored, number, firstSequence, count, root } = batch;
    if (anchored === undefined) return undefined;
    const { anchoredAt, previous, transactionHash, blockNumber } = anchored;
    const header = { root: fromHex(root), firstSequence, count, anchoredAt, previous: fromHex(previous) };
    const proof = proveLeaf(await batches.treeOf(batch), sequence - firstSequence);
    return { number, header, proof, transactionHash: parseBytes32(transactionHash), blockNumber };
  }

  /** The record with the signature that recovers: of one that was only verified, the last byte was nobody's to judge. */
  function withParity(record: Uint8Array, digest: Uint8Array): Uint8Array {
    const signature = record.subarray(-SIGNATURE_BYTES);
    const account = verifier.recover(digest, signature);
    if (account !== undefined && isSameBytes(account, record.subarray(SIGNER_AT, SIGNER_AT + 20))) return record;
    const other = record.slice();
    other[other.length - 1] = 55 - (signature[SIGNATURE_BYTES - 1] ?? 27);
    return other;
  }

  return {
    async get(logId, sequence) {
      const stored = await store.findGroup(logId, sequence);
      if (stored === undefined) return undefined;
      const index = sequence - stored.firstSequence;
      const digest = stored.digests.subarray(index * 32, index * 32 + 32);
      const record = withParity(recordAt(stored.records, index), digest);
      const batch = await store.findBatch(logId, sequence);
      const level = batch === undefined ? "durable" : toLevel(batch);
      const group = await groups.load(logId, sequence);
      const promise =
        group === undefined
          ? undefined
          : { promise: group.promise, signature: group.signature, proof: proveLeaf(group.tree, index) };
      const anchored = batch === undefined ? undefined : await toBatch(batch, sequence);
      const place = { chainId, anchor, logId: fromHex(logId), sequence };
      return { receipt: createReceipt({ ...place, record, digest, promise, batch: anchored }), level };
    },
    async waitFor({ logId, sequence, level, waitMs }) {
      const until = clock.now() + waitMs;
      const listener = board.listen(logId, sequence);
      try {
        for (;;) {
          const reached = await levelOf(logId, sequence);
          const left = until - clock.now();
          if (reached === undefined || RANKS[reached] >= RANKS[level] || left <= 0 || isClosed) return reached;
          await listener.changed(store.isShared ? Math.min(left, LOOK_MS) : left);
        }
      } finally {
        listener.close();
      }
    },
    close() {
      isClosed = true;
      board.change();
    },
  };
}

function toLevel({ isFinal, anchored }: StoredBatch): Level {
  if (anchored === undefined) return "durable";
  return isFinal ? "final" : "anchored";
}

function recordAt(records: Uint8Array, index: number): Uint8Array {
  let at = 0;
  for (let skipped = 0; skipped < index; skipped += 1) at += measureRecord(records, at) ?? records.length;
  return records.slice(at, at + (measureRecord(records, at) ?? 0));
}
