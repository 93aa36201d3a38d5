/** Bytes as lower-case hexadecimal digits after `0x`; an address keeps its checksum (EIP-55). */
export type Hex = `0x${string}`;

const PATTERN = /^0x(?:[0-9a-f]{2})*$/i;

/** Whether a text is whole bytes in hexadecimal, of `bytes` bytes when that is given. */
export function isHex(text: unknown, bytes?: number): text is Hex {
  return typeof text === "string" && PATTERN.test(text) && (bytes === undefined || text.length === 2 + 2 * bytes);
}
