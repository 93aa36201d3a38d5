import type { Hex } from "./Hex.ts";

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** Whether 64 bytes are the coordinates x and y of a point on the curve P-256: y² = x³ - 3x + b (FIPS 186-5, SP 800-186). */
export function isP256Point(coordinates: Hex): boolean {
  if (coordinates.length !== 2 + 128) return false;
  const x = BigInt(coordinates.slice(0, 66));
  const y = BigInt(`0x${coordinates.slice(66)}`);
  return x < P && y < P && (y * y - x * x * x + 3n * x - B) % P === 0n;
}
