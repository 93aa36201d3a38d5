import type {
  NewBatch,
  NewGroup,
  NewLog,
  NewTransaction,
  StoreOwner,
  UsedNonces,
} from "../../../batcher/src/ports/Store.ts";

export const OWNER: StoreOwner = { chainId: 31_337n, anchor: `0x${"a1".repeat(20)}` };
export const ACCOUNT = `0x${"ac".repeat(20)}`;

/** 0x and 64 digits that say which they are. */
export function wordOf(number: number): string {
  return `0x${number.toString(16).padStart(64, "0")}`;
}

export function sampleLog(number = 1): NewLog {
  return { logId: wordOf(number), salt: wordOf(number + 0x1000), seat: 7 };
}

/** A group of that many records whose bytes say which group it is. */
export function sampleGroup(count: number, mark = 1, changed: Partial<NewGroup> = {}): NewGroup {
  return {
    logId: sampleLog().logId,
    count,
    records: new Uint8Array(count * 231).fill(mark % 256),
    digests: new Uint8Array(count * 32).fill((mark * 7) % 256),
    nonces: [],
    chainTime: 1_000 + mark,
    settledTime: 1_000 + mark,
    block: 10 + mark,
    lastDeadline: 1_300 + mark,
    promisedUntil: 1_060 + mark,
    ...changed,
  };
}

/** Nonces of one word: those whose bits are named. */
export function sampleNonces(word: number, bits: readonly number[], lastDeadline = 1_300): UsedNonces {
  const packed = new Uint8Array(32);
  for (const bit of bits) packed[31 - (bit >> 3)] = (packed[31 - (bit >> 3)] ?? 0) | (1 << (bit & 7));
  return { kind: 1, seat: 3, word: word.toString(16).padStart(64, "0"), bits: packed, lastDeadline };
}

export function sampleBatch(number: number, firstSequence: number, count: number, log = 1): NewBatch {
  return { logId: wordOf(log), number, firstSequence, count, root: wordOf(number + 0x2000), reason: "size" };
}

export function sampleTransaction(nonce: number, mark = 0, changed: Partial<NewTransaction> = {}): NewTransaction {
  return {
    account: ACCOUNT,
    nonce,
    hash: wordOf(0x3000 + nonce * 16 + mark),
    raw: `0x02${nonce.toString(16).padStart(4, "0")}${mark.toString(16).padStart(2, "0")}`,
    purpose: { kind: "anchor", logId: sampleLog().logId, number: nonce },
    ...changed,
  };
}

export function sampleAnchored(block: number) {
  return {
    transactionHash: wordOf(0x4000 + block),
    blockNumber: block,
    blockHash: wordOf(0x5000 + block),
    anchoredAt: 2_000 + block,
    previous: wordOf(0x6000 + block),
  };
}
