import { concatBytes } from "@noble/hashes/utils.js";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { decodeUint32, encodeUint32 } from "../commitment/encodeUint32.ts";
import { toBytes32 } from "../commitment/toBytes32.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { kemOf } from "../keys/kemOf.ts";
import type { ByteReader } from "../stream/byteReader.ts";
import { decodeCbor, encodeCbor, readBytes, readMap, splitBytes } from "./cbor.ts";
import { MAX_RECIPIENTS } from "./countSlots.ts";
import { type EnvelopeHeader, readHeader, toHeaderFields } from "./header.ts";

const MAX_HEAD_BYTES = 1_048_576;
const KEYS = ["header", "keyCommit", "slots"] as const;
const SLOT_BYTES = 8 + 48;

/** An envelope without its ciphertext. */
export interface EnvelopeHead {
  readonly header: EnvelopeHeader;
  /** What the key in every slot must be. */
  readonly keyCommit: Bytes;
  readonly slots: readonly Bytes[];
}

/** A head as an envelope begins: its length in four bytes, then its only encoding. The ciphertext follows. */
export function encodeEnvelopeHead({ header, keyCommit, slots }: EnvelopeHead): Uint8Array {
  const bytes = encodeCbor({ header: toHeaderFields(header), keyCommit, slots: concatBytes(...slots) });
  return concatBytes(encodeUint32(bytes.length), bytes);
}

/** Reads the head of an envelope; the reader then stands at the ciphertext. @throws QuorateError ENVELOPE_MALFORMED, ENVELOPE_UNSUPPORTED */
export async function readEnvelopeHead(reader: ByteReader): Promise<EnvelopeHead> {
  const prefix = await reader.read(4);
  const length = prefix.length === 4 ? decodeUint32(prefix) : 0;
  if (length === 0 || length > MAX_HEAD_BYTES) throw malformed("it has no head");
  const bytes = await reader.read(length);
  if (bytes.length < length) throw malformed("it ends within its head");
  try {
    const fields = readMap(decodeCbor(bytes), KEYS);
    const header = readHeader(fields.get("header"));
    const slotBytes = SLOT_BYTES + kemOf(header.suite).encBytes;
    const slots = splitBytes(readBytes(fields.get("slots")), slotBytes);
    if (slots.length < 1 || slots.length > MAX_RECIPIENTS) throw new TypeError("not as many slots as an envelope has");
    return { header, keyCommit: readBytes(fields.get("keyCommit"), 32).slice(), slots };
  } catch (cause) {
    throw cause instanceof QuorateError ? cause : malformed("its head is not in the one encoding that it has", cause);
  }
}

/** The hash of one slot, as a grant names it. */
export function hashSlot(slot: Uint8Array): Bytes32 {
  return toBytes32(keccak256(slot));
}

/** The hash of all slots in their order: of the hashes of each. */
export function hashSlots(slots: readonly Uint8Array[]): Bytes32 {
  return toBytes32(keccak256(concatBytes(...slots.map((slot) => keccak256(slot)))));
}

function malformed(fault: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "ENVELOPE_MALFORMED",
    summary: `This is no envelope: ${fault}.`,
    remedy: "Fetch it again, from another party if need be.",
    facts: { fault },
    ...(cause === undefined ? {} : { cause }),
  });
}
