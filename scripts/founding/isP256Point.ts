import { p256 } from "@noble/curves/nist.js";
import { getBytes } from "ethers";

import type { Hex } from "./Hex.ts";

/** Whether 64 bytes are the coordinates x and y of a point on the curve P-256 (SEC 1, SP 800-186). */
export function isP256Point(coordinates: Hex): boolean {
  return coordinates.length === 2 + 128 && p256.utils.isValidPublicKey(getBytes(`0x04${coordinates.slice(2)}`), false);
}
