import { QuorateError } from "../../errors/QuorateError.ts";

/** How nonces are drawn. */
export interface CreateNonceSourceParameters {
  /** Gives a word that was never given before, below 2^56; random unless given, which needs no memory and no agreement between machines. */
  readonly drawWord?: (() => bigint) | undefined;
}

/** Gives nonces, each once. */
export interface NonceSource {
  /** For a registration's `senderNonce`, a call or a bundle. @throws QuorateError INTEGER_MALFORMED for a word that is none */
  next(): bigint;
}

const WORD_BITS = 8n;

/**
 * A source of nonces that fill words of 256 one after the other, so that a batcher's memory of them and the chain's stay small. Words are drawn at random from 2^56: whoever draws a million of them has drawn
 * one twice with a probability of one in 100,000, and is refused then.
 *
 * @example
 * ```ts
 * const nonces: NonceSource = createNonceSource();
 * const senderNonce: bigint = nonces.next();
 * ```
 */
export function createNonceSource({ drawWord = drawRandomWord }: CreateNonceSourceParameters = {}): NonceSource {
  let word = 0n;
  let bit = 1n << WORD_BITS;
  return {
    next: () => {
      if (bit === 1n << WORD_BITS) {
        word = checkWord(drawWord());
        bit = 0n;
      }
      const nonce = (word << WORD_BITS) | bit;
      bit += 1n;
      return nonce;
    },
  };
}

function drawRandomWord(): bigint {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (BigInt(high >>> 8) << 32n) | BigInt(low);
}

function checkWord(word: bigint): bigint {
  if (word >= 0n && word < 1n << 56n) return word;
  throw new QuorateError({
    code: "INTEGER_MALFORMED",
    summary: `${word} is no word of nonces.`,
    remedy: "Give a bigint from 0 to below 2^56 that was never given before.",
    facts: { value: word },
  });
}
