/** The whole number in `width` bytes at an offset, the high one first. Above 2^53 it is not exact. */
export function readUint(bytes: Uint8Array, offset: number, width: number): number {
  let value = 0;
  for (let index = offset; index < offset + width; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

/** Writes a whole number below 2^53 into `width` bytes at an offset, the high one first. */
export function writeUint(bytes: Uint8Array, offset: number, width: number, value: number): void {
  let rest = value;
  for (let index = offset + width - 1; index >= offset; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

/** Copies a few bytes: for so few, a loop takes less time than a view and `set`. */
export function copyBytes(from: Uint8Array, at: number, into: Uint8Array, offset: number, length: number): void {
  for (let index = 0; index < length; index += 1) into[offset + index] = from[at + index] ?? 0;
}
