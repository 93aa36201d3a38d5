import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import { readUint, writeUint } from "./byteFields.ts";
import type { BatchPromise } from "./promiseDigest.ts";
import { type Refusal, refusalOf, refusals } from "./refusals.ts";

const VERSION = 1;
const NODE = 32;
const NO_PART = 0xffff;

/** A promise with the batcher's signature over it, 65 bytes. */
export interface SignedPromise {
  readonly promise: BatchPromise;
  readonly signature: Uint8Array;
}

/** Records of one request that follow one another in one stored group. */
export interface AcknowledgedPart {
  readonly logId: Uint8Array;
  /** The sequence of the first record of the run, and how many there are. */
  readonly firstSequence: number;
  readonly count: number;
  /** What the batcher promises of the whole group; undefined in what only says where a record is: ask for its receipt. */
  readonly promised: SignedPromise | undefined;
  /** What leads the leaves of the run to the group's root, as `proveRange` gives it; empty without a promise. */
  readonly siblings: readonly Uint8Array[];
}

/**
 * What became of one record of a request. `accepted`: it is stored. `replayed`: it was stored before, and this is where. `part` is the index of the
 * part that it belongs to.
 */
export type RecordOutcome =
  | { readonly status: "accepted" | "replayed"; readonly part: number; readonly sequence: number }
  | { readonly status: "refused"; readonly code: Refusal };

/** A batcher's answer to a request, one outcome for each record in the order of the request. */
export interface Acknowledgements {
  readonly parts: readonly AcknowledgedPart[];
  readonly outcomes: readonly RecordOutcome[];
}

const STATUS = { accepted: 0, replayed: 1, refused: 2 } as const;
const PART_BYTES = 32 + 8 + 2 + 1;
const PROMISE_BYTES = 8 + 4 + 32 + 6 + 8 + 65 + 2;
const OUTCOME_BYTES = 1 + 2 + 8;

/**
 * A batcher's answer in packed form: version, flags, the parts, the outcomes; numbers with the high byte first. A part is its log id (32), first
 * sequence (8), count (2) and a byte that says whether a promise follows: first sequence (8), count (4), root (32), deadline (6), block (8),
 * signature (65), number of siblings (2), siblings (32 each). An outcome is status (1), part or number of the refusal (2), sequence (8).
 *
 * @throws RangeError for parts or outcomes that do not fit
 * @example
 * ```ts
 * const answer: Uint8Array = encodeAcknowledgements({ parts: [], outcomes: [{ status: "refused", code: "nonce-used" }] });
 * ```
 */
export function encodeAcknowledgements({ parts, outcomes }: Acknowledgements): Bytes {
  if (parts.length >= NO_PART || outcomes.length > NO_PART)
    throw new RangeError("there are too many parts or outcomes");
  let length = 4 + 2 + OUTCOME_BYTES * outcomes.length;
  for (const { promised, siblings } of parts)
    length += PART_BYTES + (promised === undefined ? 0 : PROMISE_BYTES + NODE * siblings.length);
  const encoded = new Uint8Array(length);
  let at = 0;
  const putUint = (width: number, value: number): void => {
    writeUint(encoded, at, width, value);
    at += width;
  };
  const put = (bytes: Uint8Array, size: number): void => {
    if (bytes.length !== size) throw new RangeError(`${bytes.length} bytes stand where ${size} belong`);
    encoded.set(bytes, at);
    at += size;
  };
  putUint(1, VERSION);
  putUint(1, 0);
  putUint(2, parts.length);
  for (const { logId, firstSequence, count, promised, siblings } of parts) {
    put(logId, NODE);
    putUint(8, firstSequence);
    putUint(2, count);
    putUint(1, promised === undefined ? 0 : 1);
    if (promised === undefined) continue;
    const { promise, signature } = promised;
    putUint(8, promise.firstSequence);
    putUint(4, promise.count);
    put(promise.groupRoot, NODE);
    putUint(6, promise.deadline);
    putUint(8, promise.promisedAtBlock);
    put(signature, 65);
    putUint(2, siblings.length);
    for (const sibling of siblings) put(sibling, NODE);
  }
  putUint(2, outcomes.length);
  for (const outcome of outcomes) {
    const isRefused = outcome.status === "refused";
    putUint(1, STATUS[outcome.status]);
    putUint(2, isRefused ? refusals[outcome.code].number : outcome.part);
    putUint(8, isRefused ? 0 : outcome.sequence);
  }
  return encoded;
}

/**
 * Reads a batcher's answer in packed form. Only its form is checked, not what it promises.
 *
 * @throws QuorateError ACKNOWLEDGEMENTS_MALFORMED
 * @example
 * ```ts
 * const { outcomes } = decodeAcknowledgements(reply);
 * ```
 */
export function decodeAcknowledgements(bytes: Uint8Array): Acknowledgements {
  let at = 0;
  const take = (size: number): Uint8Array => {
    if (at + size > bytes.length) throw malformed("it ends before its last byte");
    at += size;
    return bytes.slice(at - size, at);
  };
  const takeUint = (width: number): number => {
    const value = readUint(take(width), 0, width);
    if (!Number.isSafeInteger(value)) throw malformed("a number is too large");
    return value;
  };
  if (takeUint(1) !== VERSION || takeUint(1) !== 0) throw malformed("it is of another version");
  const takePromise = (logId: Uint8Array): SignedPromise => {
    const [firstSequence, count] = [takeUint(8), takeUint(4)];
    const groupRoot = take(NODE);
    const [deadline, promisedAtBlock] = [takeUint(6), takeUint(8)];
    const promise = { logId, firstSequence, count, groupRoot, deadline, promisedAtBlock };
    return { promise, signature: take(65) };
  };
  const takePart = (): AcknowledgedPart => {
    const logId = take(NODE);
    const [firstSequence, count, kind] = [takeUint(8), takeUint(2), takeUint(1)];
    if (kind > 1) throw malformed("a part is of no kind that there is");
    const promised = kind === 0 ? undefined : takePromise(logId);
    const siblings = times(promised === undefined ? 0 : takeUint(2), () => take(NODE));
    return { logId, firstSequence, count, promised, siblings };
  };
  const parts = times(takeUint(2), takePart);
  const outcomes = times(takeUint(2), (): RecordOutcome => {
    const [status, number, sequence] = [takeUint(1), takeUint(2), takeUint(8)];
    if (status === STATUS.refused) {
      const code = refusalOf(number);
      if (code === undefined) throw malformed(`no refusal has the number ${number}`);
      return { status: "refused", code };
    }
    const part = parts[number];
    if (status > STATUS.replayed || part === undefined) throw malformed("an outcome is of no part that there is");
    if (!(sequence >= part.firstSequence && sequence < part.firstSequence + part.count))
      throw malformed("an outcome is not of its part");
    return { status: status === STATUS.accepted ? "accepted" : "replayed", part: number, sequence };
  });
  if (at !== bytes.length) throw malformed("bytes follow its end");
  return { parts, outcomes };
}

function times<Value>(count: number, make: () => Value): readonly Value[] {
  return Array.from({ length: count }, make);
}

function malformed(why: string): QuorateError {
  return new QuorateError({
    code: "ACKNOWLEDGEMENTS_MALFORMED",
    summary: `This is no answer of a batcher to records: ${why}.`,
    remedy: "Check that the URL is a batcher's, and that it is not of a later release than this program.",
    facts: { why },
  });
}
