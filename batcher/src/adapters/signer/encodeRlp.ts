/** An empty list, encoded. */
export const EMPTY_LIST: Uint8Array = Uint8Array.of(0xc0);

const STRING = 0x80;
const LIST = 0xc0;
const SHORT = 56;

/** Bytes in the recursive length prefix encoding. Source: Ethereum yellow paper, appendix B. */
export function encodeBytes(bytes: Uint8Array): Uint8Array {
  const [first = STRING] = bytes;
  if (bytes.length === 1 && first < STRING) return bytes;
  return Buffer.concat([prefix(STRING, bytes.length), bytes]);
}

/** A number from 0 without leading zeros, encoded as bytes. */
export function encodeNumber(value: bigint): Uint8Array {
  return encodeBytes(toBytes(value));
}

/** A list of what is encoded already. */
export function encodeList(items: readonly Uint8Array[]): Uint8Array {
  const length = items.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return Buffer.concat([prefix(LIST, length), ...items]);
}

function prefix(kind: number, length: number): Uint8Array {
  if (length < SHORT) return Uint8Array.of(kind + length);
  const digits = toBytes(BigInt(length));
  return Uint8Array.of(kind + SHORT - 1 + digits.length, ...digits);
}

function toBytes(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array();
  const digits = value.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
}
