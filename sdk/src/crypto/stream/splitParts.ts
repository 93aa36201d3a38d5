import type { Bytes } from "../../types/Bytes.ts";
import { joinPieces } from "./joinPieces.ts";

/** A stream in parts of `size` bytes, the last one shorter and never empty; nothing for an empty stream. Holds one part at a time. */
export async function* splitParts(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Bytes, void, undefined> {
  let held: Bytes[] = [];
  let missing = size;
  for await (const piece of source) {
    for (let taken = 0; taken < piece.length; ) {
      // Copied at once: a source may fill the same memory again.
      const bytes = piece.slice(taken, taken + missing);
      held.push(bytes);
      taken += bytes.length;
      missing -= bytes.length;
      if (missing > 0) continue;
      yield joinPieces(held);
      held = [];
      missing = size;
    }
  }
  if (held.length > 0) yield joinPieces(held);
}
