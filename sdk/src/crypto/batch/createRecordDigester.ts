import type { Address } from "../../types/Hex.ts";
import { recordKinds } from "../../types/PackedRecord.ts";
import { checkWidth } from "../commitment/checkWidth.ts";
import { encodeWords } from "../commitment/hashWords.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import { recordTypehashes } from "../commitment/typehashes.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { rootOfTree } from "./batchTree.ts";
import { batchTypehashes, computeSeparator, createSealer } from "./batchTypehashes.ts";
import { buildCallsTree, buildItemsTree } from "./bundleTrees.ts";
import { copyBytes } from "./byteFields.ts";
import { countItems, malformed, packedLength, sizeOfCall } from "./packedLength.ts";
import { BUNDLE, CALL, DIGEST_BYTES, HEAD, REGISTRATION } from "./recordLayout.ts";

const WORD = 32;

/** The contracts in whose domains members sign records. */
export interface RecordPlace {
  readonly chainId: bigint;
  /** The registry of confidential records. */
  readonly registry: Address;
  /** Where batches are anchored. */
  readonly anchor: Address;
  /** Where calls are executed. */
  readonly executor: Address;
}

/** Answers what the member signed, 32 bytes, of the packed record at an offset. The bytes of its signature are not read. */
export type RecordDigester = (packed: Uint8Array, offset?: number) => Uint8Array;

/**
 * Makes the function that computes what members sign. It lays words out in memory of its own, so one of it serves one thread; await `loadHashes`
 * before using it for many records.
 *
 * @throws QuorateError INTEGER_MALFORMED; RECORD_MALFORMED by the function it makes
 * @example
 * ```ts
 * const digestOf = createRecordDigester({ chainId, registry, anchor, executor });
 * const signed: Uint8Array = digestOf(packedRecord);
 * ```
 */
export function createRecordDigester(place: RecordPlace): RecordDigester {
  checkWidth("chainId", place.chainId, 64);
  const digestRegistration = createRegistrationDigester(place);
  const digestCall = createCallDigester(place);
  const batches = createSealer(computeSeparator("batches", place.chainId, place.anchor));
  const calls = createSealer(computeSeparator("calls", place.chainId, place.executor));
  const digestBundle = createBundleDigester(batchTypehashes.bundle, batches);
  const digestCallBundle = createBundleDigester(batchTypehashes.callBundle, calls);
  return (packed, offset = 0) => {
    packedLength(packed, offset);
    switch (packed[offset + HEAD.kind]) {
      case recordKinds.registration:
        return digestRegistration(packed, offset);
      case recordKinds.call:
        return digestCall(packed, offset);
      case recordKinds.bundle: {
        const items = offset + BUNDLE.items;
        const digests = packed.subarray(items, items + DIGEST_BYTES * countItems(packed, offset));
        return digestBundle(packed, offset, rootOfTree(buildItemsTree(digests)));
      }
      case recordKinds.callBundle:
        return digestCallBundle(packed, offset, rootOfTree(buildCallsTree(packed, offset)));
      default:
        throw malformed("it is of no kind that there is");
    }
  };
}

/** Four hashes: the record's context, its id, the struct, the digest. */
function createRegistrationDigester({
  chainId,
  registry,
}: RecordPlace): (packed: Uint8Array, at: number) => Uint8Array {
  const context = encodeWords([recordTypehashes.context, chainId, fromHex(registry), 0, 0, 0, 0]);
  const record = encodeWords([recordTypehashes.record, 0, 0, 0]);
  const registration = encodeWords([batchTypehashes.registration, 0, 0, 0, 0, 0]);
  const seal = createSealer(computeSeparator("records", chainId, registry));
  return (packed, at) => {
    copyBytes(packed, at + REGISTRATION.group, context, 4 * WORD - 4, 4);
    copyBytes(packed, at + REGISTRATION.epoch, context, 5 * WORD - 4, 4);
    copyBytes(packed, at + HEAD.seat, context, 6 * WORD - 2, 2);
    copyBytes(packed, at + HEAD.nonce, context, 6 * WORD, WORD);
    record.set(keccak256(context), WORD);
    copyBytes(packed, at + REGISTRATION.contentRoot, record, 2 * WORD, 2 * WORD);
    registration.set(keccak256(record), WORD);
    registration[3 * WORD - 1] = packed[at + REGISTRATION.suite] ?? 0;
    copyBytes(packed, at + REGISTRATION.previous, registration, 3 * WORD, WORD);
    copyBytes(packed, at + HEAD.seat, registration, 5 * WORD - 2, 2);
    copyBytes(packed, at + HEAD.deadline, registration, 6 * WORD - 6, 6);
    return seal(keccak256(registration));
  };
}

function createCallDigester({ chainId, executor }: RecordPlace): (packed: Uint8Array, at: number) => Uint8Array {
  const call = encodeWords([batchTypehashes.call, 0, 0, 0, 0, 0, 0]);
  const seal = createSealer(computeSeparator("calls", chainId, executor));
  return (packed, at) => {
    const data = at + CALL.data;
    copyBytes(packed, at + HEAD.seat, call, 2 * WORD - 2, 2);
    copyBytes(packed, at + HEAD.nonce, call, 3 * WORD - 8, 8);
    copyBytes(packed, at + HEAD.deadline, call, 4 * WORD - 6, 6);
    copyBytes(packed, at + CALL.target, call, 5 * WORD - 20, 20);
    copyBytes(packed, at + CALL.gas, call, 6 * WORD - 4, 4);
    call.set(keccak256(packed.subarray(data, data + sizeOfCall(packed, at + CALL.size))), 6 * WORD);
    return seal(keccak256(call));
  };
}

function createBundleDigester(
  typehash: Uint8Array,
  seal: (structHash: Uint8Array) => Uint8Array,
): (packed: Uint8Array, at: number, root: Uint8Array) => Uint8Array {
  const bundle = encodeWords([typehash, 0, 0, 0, 0, 0]);
  return (packed, at, root) => {
    bundle.set(root, WORD);
    copyBytes(packed, at + BUNDLE.count, bundle, 3 * WORD - 2, 2);
    copyBytes(packed, at + HEAD.seat, bundle, 4 * WORD - 2, 2);
    copyBytes(packed, at + HEAD.nonce, bundle, 5 * WORD - 8, 8);
    copyBytes(packed, at + HEAD.deadline, bundle, 6 * WORD - 6, 6);
    return seal(keccak256(bundle));
  };
}
