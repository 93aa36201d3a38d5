import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { loadHashes } from "../hashing/compiledHashes.ts";
import { createByteReader } from "../stream/byteReader.ts";
import { hashManifest, startManifest } from "../stream/manifest.ts";
import { splitParts } from "../stream/splitParts.ts";
import { encodeEnvelopeHead, readEnvelopeHead } from "./envelopeHead.ts";
import { commitEnvelope } from "./recordCommitment.ts";
import { SEALED_CHUNK_BYTES } from "./sealChunks.ts";

/** What an envelope is held against on its way into a store or out of it. */
export interface EnvelopeExpectation {
  readonly address: Bytes32;
  /** What errors call the store. */
  readonly store: string;
}

/**
 * Hands an envelope on and tells its address at its end: the id of the record that it is of. No key is needed for that.
 *
 * @throws QuorateError ENVELOPE_MALFORMED, ENVELOPE_UNSUPPORTED
 */
export async function* addressEnvelope(
  source: AsyncIterable<Uint8Array>,
  tell: (address: Bytes32) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  await loadHashes();
  const reader = createByteReader(source);
  try {
    const head = await readEnvelopeHead(reader);
    // A head has one encoding, so these are the bytes that came.
    yield encodeEnvelopeHead(head);
    const builder = startManifest();
    for await (const part of splitParts(reader.rest(), SEALED_CHUNK_BYTES)) {
      await builder.add(part);
      yield part;
    }
    tell(commitEnvelope(head, hashManifest(builder.finish())).recordId);
  } finally {
    await reader.close();
  }
}

/**
 * Hands an envelope on and ends with an error where it is not the one of the address.
 *
 * @throws QuorateError ENVELOPE_CORRUPT, ENVELOPE_UNSUPPORTED
 */
export async function* checkEnvelope(
  source: AsyncIterable<Uint8Array>,
  { address, store }: EnvelopeExpectation,
): AsyncGenerator<Uint8Array, void, undefined> {
  let found: Bytes32 | null = null;
  const tell = (told: Bytes32): void => {
    found = told;
  };
  try {
    yield* addressEnvelope(source, tell);
  } catch (error) {
    if (error instanceof QuorateError && error.code === "ENVELOPE_MALFORMED")
      throw corrupt({ address, store }, null, error);
    throw error;
  }
  if (found !== address) throw corrupt({ address, store }, found); // DEFENCE: address-checked
}

function corrupt({ address, store }: EnvelopeExpectation, found: Bytes32 | null, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "ENVELOPE_CORRUPT",
    summary: `The bytes of ${address} at ${store} are ${found === null ? "no envelope" : `the envelope of ${found}`}.`,
    remedy: "Fetch it from another store or another party, and tell the operator of this one.",
    facts: { address, store, found },
    ...(cause === undefined ? {} : { cause }),
  });
}
