import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes32 } from "../../types/Hex.ts";

/** How much may come for an address, and how much was announced. */
export interface ByteLimits {
  readonly address: Bytes32;
  readonly maxBytes: number;
  readonly declared: number;
}

/** Hands a stream on and ends it where it becomes too long. @throws QuorateError ENVELOPE_TOO_LARGE */
export async function* limitBytes(
  source: AsyncIterable<Uint8Array>,
  { address, maxBytes, declared }: ByteLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = declared > maxBytes ? declared : 0;
  if (bytes > maxBytes) throw tooLarge(address, maxBytes);
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge(address, maxBytes);
    yield piece;
  }
}

function tooLarge(address: Bytes32, maxBytes: number): QuorateError {
  return new QuorateError({
    code: "ENVELOPE_TOO_LARGE",
    summary: `${address} has more than the ${maxBytes} bytes that the store takes.`,
    remedy: "Ask the operator for a higher limit, or divide the document among several records.",
    facts: { address, maxBytes },
  });
}
