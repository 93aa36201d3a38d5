import { toHex } from "../../records.ts";
import { executorFace } from "./contractFaces.ts";

const WORD_BYTES = 32;
const SELECTOR = executorFace.getFunction("execute")?.selector.slice(2) ?? "";

/** Input of `execute(bytes)` for packed calls: what the interface encodes, which is slow for so many bytes. */
export function encodeExecute(calls: readonly Uint8Array[]): string {
  const length = calls.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const words = Math.ceil(length / WORD_BYTES);
  const input = Buffer.alloc(4 + (2 + words) * WORD_BYTES);
  input.write(SELECTOR, "hex");
  input[4 + WORD_BYTES - 1] = WORD_BYTES;
  input.writeUInt32BE(length, 4 + 2 * WORD_BYTES - 4);
  let at = 4 + 2 * WORD_BYTES;
  for (const call of calls) {
    input.set(call, at);
    at += call.byteLength;
  }
  return toHex(input);
}
