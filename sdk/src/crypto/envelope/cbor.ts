import { decode, encode, rfc8949EncodeOptions } from "cborg";

import type { Bytes } from "../../types/Bytes.ts";
import { compareBytes } from "../commitment/merkleTree.ts";

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  rejectDuplicateMapKeys: true,
  useMaps: true,
};

/** A value of CBOR that has been decoded and not looked at yet. */
export type CborMap = ReadonlyMap<unknown, unknown>;

/** A value in deterministic CBOR. Source: RFC 8949, section 4.2.1. */
export function encodeCbor(value: object): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/** The value that bytes stand for in deterministic CBOR, and in no other encoding. @throws Error otherwise */
export function decodeCbor(bytes: Uint8Array): unknown {
  const value: unknown = decode(bytes, STRICT);
  const again = typeof value === "object" && value !== null ? encodeCbor(value) : new Uint8Array();
  if (compareBytes(again, bytes) !== 0) throw new RangeError("not the deterministic encoding"); // DEFENCE: one-encoding
  return value;
}

/** A map with just these keys. @throws TypeError otherwise */
export function readMap(value: unknown, keys: readonly string[]): CborMap {
  if (!(value instanceof Map) || value.size !== keys.length || !keys.every((key) => value.has(key)))
    throw new TypeError(`not a map of ${keys.join(", ")}`);
  return value;
}

/** A list. @throws TypeError otherwise */
export function readList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError("not a list");
  return value;
}

/** Bytes, of a length where one is given. @throws TypeError otherwise */
export function readBytes(value: unknown, length?: number): Uint8Array {
  if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length))
    throw new TypeError(length === undefined ? "not bytes" : `not ${length} bytes`);
  return value;
}

/** Bytes in parts of one length, in memory that the parts share. @throws TypeError where they are not whole parts */
export function splitBytes(bytes: Uint8Array, length: number): readonly Bytes[] {
  if (bytes.length % length !== 0) throw new TypeError(`not parts of ${length} bytes`);
  const kept = bytes.slice();
  return Array.from({ length: kept.length / length }, (_, part) => kept.subarray(part * length, (part + 1) * length));
}

/** A text. @throws TypeError otherwise */
export function readText(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("not a text");
  return value;
}

/** A whole number from 0 below 2^64. @throws TypeError otherwise */
export function readInteger(value: unknown): bigint {
  const isWhole = typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value));
  if (!isWhole || BigInt(value) < 0n || BigInt(value) >= 2n ** 64n) throw new TypeError("not a whole number");
  return BigInt(value);
}
