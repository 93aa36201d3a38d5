import type { Bytes } from "../../types/Bytes.ts";
import { joinPieces } from "./joinPieces.ts";

/**
 * A whole stream in memory.
 *
 * @example
 * ```ts
 * const bytes: Uint8Array = await collectBytes(streamBytes(payload));
 * ```
 */
export async function collectBytes(source: AsyncIterable<Uint8Array>): Promise<Bytes> {
  const pieces: Bytes[] = [];
  for await (const piece of source) pieces.push(piece.slice());
  return joinPieces(pieces);
}

/**
 * Bytes in memory as a stream.
 *
 * @example
 * ```ts
 * const source: AsyncIterable<Uint8Array> = streamBytes(Uint8Array.of(1, 2, 3));
 * ```
 */
export async function* streamBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  if (bytes.length > 0) yield bytes;
}
