import { QuorateError } from "../../errors/QuorateError.ts";
import type {
  BatchReceipt,
  ReceiptBatch,
  ReceiptBundle,
  ReceiptItem,
  ReceiptPromise,
} from "../../types/BatchReceipt.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import { MAX_ITEMS } from "./recordLayout.ts";

/** A tree above 2^64 leaves has no longer proofs. */
const MAX_PROOF = 64;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a receipt, from its text or as an object, and refuses fields that receipts do not have. Only its form is checked: `verifyReceipt` says whether it
 * is true.
 *
 * @throws QuorateError RECEIPT_MALFORMED
 * @example
 * ```ts
 * const receipt: BatchReceipt = parseReceipt(text);
 * ```
 */
export function parseReceipt(given: unknown): BatchReceipt {
  try {
    return readReceipt(typeof given === "string" ? JSON.parse(given) : given);
  } catch (error) {
    if (error instanceof QuorateError && error.code === "RECEIPT_MALFORMED") throw error;
    throw malformed(error instanceof QuorateError ? error.summary : "It is not JSON.", error);
  }
}

function readReceipt(given: unknown): BatchReceipt {
  const names = ["version", "chainId", "anchor", "logId", "sequence", "record", "bundle", "digest"];
  const fields = readFields("The receipt", given, [...names, "item", "promise", "batch"]);
  const { record, bundle, item, promise, batch } = fields;
  if (fields.version !== 1)
    throw malformed(`It is of version ${String(fields.version)}, and this program reads version 1.`);
  if ((record === undefined) === (bundle === undefined)) throw malformed("It has a record or a bundle, not both.");
  if (bundle !== undefined && item === undefined) throw malformed("It has a bundle and none of its items.");
  return {
    version: 1,
    chainId: readDecimal("chainId", fields.chainId),
    anchor: parseAddress(fields.anchor),
    logId: parseBytes32(fields.logId),
    sequence: readNumber("sequence", fields.sequence),
    ...(record === undefined ? {} : { record: parseHex(record) }),
    ...(bundle === undefined ? {} : { bundle: readBundle(bundle) }),
    digest: parseBytes32(fields.digest),
    ...(item === undefined ? {} : { item: readItem(item) }),
    ...(promise === undefined ? {} : { promise: readPromise(promise) }),
    ...(batch === undefined ? {} : { batch: readBatch(batch) }),
  };
}

function readBundle(given: unknown): ReceiptBundle {
  const names = ["kind", "seat", "deadline", "signer", "nonce", "count", "root", "signature"];
  const { kind, ...fields } = readFields("Its bundle", given, names);
  if (kind !== "bundle" && kind !== "callBundle") throw malformed("Its bundle is of no kind that there is.");
  return {
    kind,
    seat: readNumber("seat", fields.seat, 0xffff),
    deadline: readNumber("deadline", fields.deadline, 2 ** 48 - 1),
    signer: parseAddress(fields.signer),
    nonce: readDecimal("nonce", fields.nonce),
    count: readNumber("count", fields.count, MAX_ITEMS),
    root: parseBytes32(fields.root),
    signature: parseHex(fields.signature, 65),
  };
}

function readItem(given: unknown): ReceiptItem {
  const fields = readFields("Its item", given, ["index", "digest", "record", "call", "proof"]);
  const { digest, record, call } = fields;
  if ((digest === undefined) === (call === undefined)) throw malformed("Its item has a digest or a call, not both.");
  return {
    index: readNumber("index", fields.index, MAX_ITEMS - 1),
    ...(digest === undefined ? {} : { digest: parseBytes32(digest) }),
    ...(record === undefined ? {} : { record: parseHex(record) }),
    ...(call === undefined ? {} : { call: readCall(call) }),
    proof: readProof(fields.proof),
  };
}

function readCall(given: unknown): NonNullable<ReceiptItem["call"]> {
  const fields = readFields("Its call", given, ["target", "gas", "data"]);
  return {
    target: parseAddress(fields.target),
    gas: readNumber("gas", fields.gas, 2 ** 32 - 1),
    data: parseHex(fields.data),
  };
}

function readPromise(given: unknown): ReceiptPromise {
  const names = ["firstSequence", "count", "groupRoot", "deadline", "promisedAtBlock", "signature", "proof"];
  const fields = readFields("Its promise", given, names);
  return {
    firstSequence: readNumber("firstSequence", fields.firstSequence),
    count: readNumber("count", fields.count, 2 ** 32 - 1),
    groupRoot: parseBytes32(fields.groupRoot),
    deadline: readNumber("deadline", fields.deadline, 2 ** 48 - 1),
    promisedAtBlock: readNumber("promisedAtBlock", fields.promisedAtBlock),
    signature: parseHex(fields.signature, 65),
    proof: readProof(fields.proof),
  };
}

function readBatch(given: unknown): ReceiptBatch {
  const names = ["number", "root", "firstSequence", "count", "anchoredAt", "previous", "proof"];
  const fields = readFields("Its batch", given, [...names, "transactionHash", "blockNumber"]);
  const { transactionHash, blockNumber } = fields;
  return {
    number: readNumber("number", fields.number),
    root: parseBytes32(fields.root),
    firstSequence: readNumber("firstSequence", fields.firstSequence),
    count: readNumber("count", fields.count, 2 ** 32 - 1),
    anchoredAt: readNumber("anchoredAt", fields.anchoredAt, 2 ** 48 - 1),
    previous: parseBytes32(fields.previous),
    proof: readProof(fields.proof),
    ...(transactionHash === undefined ? {} : { transactionHash: parseBytes32(transactionHash) }),
    ...(blockNumber === undefined ? {} : { blockNumber: readNumber("blockNumber", blockNumber) }),
  };
}

function readProof(given: unknown): readonly Bytes32[] {
  if (!Array.isArray(given) || given.length > MAX_PROOF) throw malformed("A proof is no list of at most 64 nodes.");
  return given.map(parseBytes32);
}

function readFields(what: string, given: unknown, names: readonly string[]): Fields {
  if (!isFields(given)) throw malformed(`${what} is no object.`);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw malformed(`${what} has the unknown field ${JSON.stringify(unknown.slice(0, 80))}.`);
  return given;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readNumber(name: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= max) return value;
  throw malformed(`Its ${name} is no whole number from 0 to ${max}.`);
}

function readDecimal(name: string, value: unknown): string {
  if (typeof value === "string" && /^(?:0|[1-9]\d{0,19})$/.test(value) && BigInt(value) < 2n ** 64n) return value;
  throw malformed(`Its ${name} is no number below 2^64 in decimal, as a text.`);
}

function malformed(why: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "RECEIPT_MALFORMED",
    summary: `This is no receipt. ${why}`,
    remedy: "Ask the batcher for the receipt again, or use the release that wrote it.",
    facts: { why },
    cause,
  });
}
