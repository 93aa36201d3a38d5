import type { Bytes } from "../../types/Bytes.ts";
import { joinPieces } from "./joinPieces.ts";

/** Reads a stream by lengths. */
export interface ByteReader {
  /** The next bytes, or fewer where the stream ends before. */
  readonly read: (length: number) => Promise<Bytes>;
  /** What is left, in the pieces that come. */
  readonly rest: () => AsyncGenerator<Uint8Array, void, undefined>;
  /** Lets go of the stream. */
  readonly close: () => Promise<void>;
}

/** Reads a stream by lengths; it is read once, and as far as it was asked for. */
export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const pieces = source[Symbol.asyncIterator]();
  let piece: Uint8Array = new Uint8Array();
  const next = async (): Promise<boolean> => {
    const step = await pieces.next();
    if (step.done === true) return false;
    piece = step.value;
    return true;
  };
  const close = async (): Promise<void> => {
    await pieces.return?.();
  };
  return {
    close,
    read: async (length) => {
      const found: Bytes[] = [];
      for (let missing = length; missing > 0 && (piece.length > 0 || (await next())); ) {
        const taken = piece.slice(0, missing);
        piece = piece.subarray(taken.length);
        missing -= taken.length;
        found.push(taken);
      }
      return joinPieces(found);
    },
    rest: async function* rest() {
      try {
        do {
          if (piece.length > 0) yield piece;
          piece = new Uint8Array();
        } while (await next());
      } finally {
        await close();
      }
    },
  };
}
