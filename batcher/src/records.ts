import { packedLength } from "#sdk/receipts";

/** Kinds of records by number, as the packed form has them. */
export const REGISTRATION = 1;
/** A call by number. */
export const CALL = 2;
/** A bundle of digests by number. */
export const BUNDLE = 3;
/** A bundle of calls by number. */
export const CALL_BUNDLE = 4;

/** What a record of fixed length takes. */
const REGISTRATION_BYTES = 231;
/** The largest record that is taken: a slot of the verifier holds it. */
export const MAX_RECORD_BYTES = 128 * 1024;
/** How many records one request may hold. */
export const MAX_REQUEST_RECORDS = 1_000;
/** A signature at the end of every record. */
export const SIGNATURE_BYTES = 65;

const SEAT_AT = 1;
const DEADLINE_AT = 3;
/** Where a signer's 20 bytes stand. */
export const SIGNER_AT = 9;
/** Where a nonce begins. */
export const NONCE_AT = 29;
const WIDE_NONCE_BYTES = 32;
const NARROW_NONCE_BYTES = 8;

/** Reads big-endian numbers and names of a record that begins at `at`. None of them looks whether the record is whole. */
export function readSeat(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at + SEAT_AT) * 256 + byteAt(bytes, at + SEAT_AT + 1);
}

/** The deadline, in unix seconds. */
export function readDeadline(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at + DEADLINE_AT; index < at + SIGNER_AT; index += 1) value = value * 256 + byteAt(bytes, index);
  return value;
}

/** The signer, one character for each byte. */
export function readSigner(bytes: Uint8Array, at: number): string {
  return toLatin1(bytes, at + SIGNER_AT, at + NONCE_AT);
}

/** How long the nonce of a kind is. */
export function nonceBytesOf(kind: number): number {
  return kind === REGISTRATION ? WIDE_NONCE_BYTES : NARROW_NONCE_BYTES;
}

/** Bytes as text, one character for each: the cheapest key of a map. */
export function toLatin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", from, to);
}

/** How long the record is that begins at `at`, or undefined where none does. */
export function measureRecord(bytes: Uint8Array, at: number): number | undefined {
  const kind = bytes[at];
  if (kind === REGISTRATION) return at + REGISTRATION_BYTES <= bytes.length ? REGISTRATION_BYTES : undefined;
  if (kind !== CALL && kind !== BUNDLE && kind !== CALL_BUNDLE) return undefined;
  try {
    const length = packedLength(bytes, at);
    return at + length <= bytes.length ? length : undefined;
  } catch {
    return undefined;
  }
}

/** A byte that is there. */
export function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

/** Bytes of hexadecimal digits that begin with 0x. */
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.slice(2), "hex"));
}

/** Bytes as hexadecimal digits behind 0x. */
export function toHex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

/** Whether 32 bytes of two arrays are the same. */
export function isSameWord(one: Uint8Array, oneAt: number, other: Uint8Array, otherAt: number): boolean {
  for (let index = 0; index < 32; index += 1) if (one[oneAt + index] !== other[otherAt + index]) return false;
  return true;
}

/** Whether two arrays hold the same bytes. */
export function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
