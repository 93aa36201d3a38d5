import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import { concat, getBytes, hexlify, type SigningKey } from "ethers";

import {
  type AcknowledgedPart,
  type Acknowledgements,
  encodeAcknowledgements,
  type RecordOutcome,
} from "../../../sdk/src/crypto/batch/acknowledgements.ts";
import { buildTree, proveLeaf, proveRange, rootOfTree } from "../../../sdk/src/crypto/batch/batchTree.ts";
import type { BatchHeader } from "../../../sdk/src/crypto/batch/computeHeaderHash.ts";
import { computeHeaderHash } from "../../../sdk/src/crypto/batch/computeHeaderHash.ts";
import { computeLeaves } from "../../../sdk/src/crypto/batch/computeLeaves.ts";
import { computeLogId } from "../../../sdk/src/crypto/batch/computeLogId.ts";
import { createReceipt } from "../../../sdk/src/crypto/batch/createReceipt.ts";
import { createRecordDigester } from "../../../sdk/src/crypto/batch/createRecordDigester.ts";
import { packedLength } from "../../../sdk/src/crypto/batch/packedLength.ts";
import { promiseDigest } from "../../../sdk/src/crypto/batch/promiseDigest.ts";
import type { Refusal } from "../../../sdk/src/crypto/batch/refusals.ts";
import { toBytes32 } from "../../../sdk/src/crypto/commitment/toBytes32.ts";
import type { Address, Bytes32 } from "../../../sdk/src/types/Hex.ts";
import { accountOf, batcherKey, recordPlace, signDigest } from "./forgeReceipt.ts";

/** What a batcher does with a request in place of what it should. */
export type Mishap =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** Stores the records and answers nothing. */
  | { readonly kind: "stored-and-cut" }
  | { readonly kind: "silent" }
  | { readonly kind: "body"; readonly body: string }
  /** Changes a good answer. */
  | { readonly kind: "lie"; readonly lie: (answer: Acknowledgements) => Acknowledgements };

/** A batcher in memory, for tests of whoever speaks to one. It answers as a real one does, and does what it is told not to. */
export interface TestBatcher {
  readonly url: string;
  readonly promisers: readonly Address[];
  /** What it does with the records to come, one request after the other, before it does as it should. */
  readonly mishaps: Mishap[];
  /** The records of each request that was read, and the headers. */
  readonly requests: {
    readonly records: number;
    readonly headers: IncomingMessage["headers"];
    readonly path: string;
  }[];
  /** How many distinct records are stored. */
  readonly stored: () => number;
  /** Why records of a first byte of content are refused. */
  readonly refusing: Map<string, Refusal[]>;
  /** Puts what is stored into a batch, and lets go of whoever waits. */
  readonly anchor: () => void;
  readonly settle: () => void;
  readonly batchHashOf: (logId: Bytes32, number: bigint) => Promise<Bytes32>;
  readonly stop: () => Promise<void>;
}

interface Group {
  readonly firstSequence: number;
  readonly tree: Uint8Array;
  readonly part: Omit<AcknowledgedPart, "siblings">;
}

interface Kept {
  readonly record: Uint8Array;
  readonly digest: Uint8Array;
  readonly sequence: number;
  readonly group: Group;
}

interface Batch {
  readonly number: number;
  readonly header: BatchHeader;
  readonly tree: Uint8Array;
}

/** Starts one, with keys and contracts of no chain. */
export async function startTestBatcher(key: SigningKey = batcherKey, salt = 1): Promise<TestBatcher> {
  const digestOf = createRecordDigester(recordPlace);
  const logId = computeLogId({ ...recordPlace, seat: 4, salt: new Uint8Array(32).fill(salt) });
  const kept: Kept[] = [];
  const byDigest = new Map<string, Kept>();
  const batches: Batch[] = [];
  const mishaps: Mishap[] = [];
  const requests: TestBatcher["requests"] = [];
  const refusing: TestBatcher["refusing"] = new Map();
  let isFinal = false;
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };

  function store(body: Uint8Array): Acknowledgements {
    const sent: { readonly record: Uint8Array; readonly digest: Uint8Array; readonly refusal: Refusal | undefined }[] =
      [];
    for (let at = 0; at < body.length; ) {
      const record = body.slice(at, at + packedLength(body, at));
      const digest = digestOf(record);
      sent.push({ record, digest, refusal: refusing.get(hexlify(digest))?.shift() });
      at += record.length;
    }
    const isNew = ({ digest, refusal }: (typeof sent)[number]): boolean =>
      refusal === undefined && !byDigest.has(hexlify(digest));
    const fresh = sent
      .filter(isNew)
      .filter(({ digest }, index, all) => all.findIndex((each) => hexlify(each.digest) === hexlify(digest)) === index);
    // Another member's record stands in front of each group, so that runs and groups differ.
    const digests = [new Uint8Array(32).fill(255), ...fresh.map(({ digest }) => digest)];
    const firstSequence = (kept.at(-1)?.sequence ?? -1) + 1;
    const tree = buildTree(computeLeaves(logId, firstSequence, getBytes(concat(digests))));
    const promise = {
      logId,
      firstSequence,
      count: digests.length,
      groupRoot: rootOfTree(tree).slice(),
      deadline: 1_900_000_000,
      promisedAtBlock: 12,
    };
    const signature = signDigest(key, promiseDigest(recordPlace, promise));
    const part = { logId, firstSequence: firstSequence + 1, count: fresh.length, promised: { promise, signature } };
    const group: Group = { firstSequence, tree, part };
    fresh.forEach(({ record, digest }, index) => {
      const entry: Kept = { record, digest, sequence: firstSequence + 1 + index, group };
      kept.push(entry);
      byDigest.set(hexlify(digest), entry);
    });
    const parts: AcknowledgedPart[] =
      fresh.length === 0 ? [] : [{ ...part, siblings: proveRange(tree, 1, fresh.length) }];
    const news = new Set(fresh.map(({ digest }) => hexlify(digest)));
    const outcomes = sent.map(({ digest, refusal }): RecordOutcome => {
      if (refusal !== undefined) return { status: "refused", code: refusal };
      const entry = byDigest.get(hexlify(digest));
      if (entry === undefined) throw new Error("it was stored");
      if (news.has(hexlify(digest))) return { status: "accepted", part: 0, sequence: entry.sequence };
      parts.push({ logId, firstSequence: entry.sequence, count: 1, promised: undefined, siblings: [] });
      return { status: "replayed", part: parts.length - 1, sequence: entry.sequence };
    });
    return { parts, outcomes };
  }

  function receiptOf(entry: Kept): unknown {
    const { group, sequence } = entry;
    const batch = batches.find(
      ({ header }) => sequence >= header.firstSequence && sequence < header.firstSequence + header.count,
    );
    const { promised } = group.part;
    return createReceipt({
      ...recordPlace,
      logId,
      ...entry,
      promise: promised && { ...promised, proof: proveLeaf(group.tree, sequence - group.firstSequence) },
      batch: batch && { ...batch, proof: proveLeaf(batch.tree, sequence - batch.header.firstSequence) },
    });
  }

  async function giveReceipt(url: URL, response: ServerResponse): Promise<void> {
    const [log = "", sequence = ""] = url.pathname.split("/").slice(-2);
    const entry = kept.find((each) => each.sequence === Number(sequence));
    if (entry === undefined || log !== toBytes32(logId))
      return end(response, 404, '{"code":"receipt-unknown","retry":false}');
    const level = url.searchParams.get("level") ?? "durable";
    const hasReached = (): boolean => {
      const isAnchored = batches.some(({ header }) => entry.sequence < header.firstSequence + header.count);
      return level === "durable" || (isAnchored && (level === "anchored" || isFinal));
    };
    const until = performance.now() + Number(url.searchParams.get("waitMs") ?? "0");
    while (!hasReached() && performance.now() < until)
      await Promise.race([changed.promise, new Promise((resolve) => setTimeout(resolve, until - performance.now()))]);
    if (!hasReached()) response.setHeader("quorate-level", "durable");
    end(response, 200, JSON.stringify(receiptOf(entry)));
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const body = new Uint8Array(Buffer.concat(await request.toArray()));
    let records = 0;
    for (let at = 0; at < body.length; at += packedLength(body, at)) records += 1;
    requests.push({ records, headers: request.headers, path: url.pathname });
    const mishap = request.method === "POST" ? mishaps.shift() : undefined;
    if (mishap?.kind === "status")
      return end(response, mishap.status, mishap.body ?? '{"code":"queue-full"}', mishap.headers);
    if (mishap?.kind === "silent") return;
    if (mishap?.kind === "body") return end(response, 200, mishap.body);
    if (request.method === "GET") return giveReceipt(url, response);
    const answer = store(body);
    if (mishap?.kind === "stored-and-cut") {
      response.socket?.destroy();
      return;
    }
    response.end(encodeAcknowledgements(mishap?.kind === "lie" ? mishap.lie(answer) : answer));
  }

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => end(response, 500, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}/base`,
    promisers: [accountOf(key)],
    mishaps,
    requests,
    refusing,
    stored: () => byDigest.size,
    anchor: () => {
      const last = batches.at(-1)?.header;
      const first = last === undefined ? 0 : last.firstSequence + last.count;
      const end = (kept.at(-1)?.sequence ?? -1) + 1;
      const digests = Array.from(
        { length: end - first },
        (_, index) => kept.find(({ sequence }) => sequence === first + index)?.digest ?? new Uint8Array(32).fill(255),
      );
      const tree = buildTree(computeLeaves(logId, first, getBytes(concat(digests))));
      const previous = last === undefined ? new Uint8Array(32) : computeHeaderHash(last);
      const header = {
        root: rootOfTree(tree),
        firstSequence: first,
        count: digests.length,
        anchoredAt: 1_800_000_000,
        previous,
      };
      batches.push({ number: batches.length, header, tree });
      tell();
    },
    settle: () => {
      isFinal = true;
      tell();
    },
    batchHashOf: async (_, number) => {
      const header = batches[Number(number)]?.header;
      return toBytes32(header === undefined ? new Uint8Array(32) : computeHeaderHash(header));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end(body);
}
