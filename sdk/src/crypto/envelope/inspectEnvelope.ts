import type { EnvelopeSource } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { loadHashes } from "../hashing/compiledHashes.ts";
import { createByteReader } from "../stream/byteReader.ts";
import { streamBytes } from "../stream/collectBytes.ts";
import { createManifest, hashManifest } from "../stream/manifest.ts";
import { type EnvelopeHead, readEnvelopeHead } from "./envelopeHead.ts";
import { commitEnvelope } from "./recordCommitment.ts";
import { SEALED_CHUNK_BYTES } from "./sealChunks.ts";

/** What anybody sees of an envelope who has its bytes and no key: a panel, the operator of a store, a thief. */
export interface InspectedEnvelope {
  /** The record that it is of. A record of this id is registered, or the envelope is none that anybody sent. */
  readonly recordId: Bytes32;
  readonly head: EnvelopeHead;
  /** How long the ciphertext is; the text in it was padded. */
  readonly ciphertextBytes: number;
}

/**
 * Reads of an envelope what stands there in the clear. A panel judges a disputed slot by its head; compare the record's id first.
 *
 * @throws QuorateError ENVELOPE_MALFORMED, ENVELOPE_UNSUPPORTED
 * @example
 * ```ts
 * const { recordId, head }: InspectedEnvelope = await inspectEnvelope(envelope);
 * ```
 */
export async function inspectEnvelope(envelope: EnvelopeSource): Promise<InspectedEnvelope> {
  await loadHashes();
  const reader = createByteReader(envelope instanceof Uint8Array ? streamBytes(envelope) : envelope);
  try {
    const head = await readEnvelopeHead(reader);
    const ciphertext = await createManifest(reader.rest(), SEALED_CHUNK_BYTES);
    const { recordId } = commitEnvelope(head, hashManifest(ciphertext));
    return { recordId, head, ciphertextBytes: ciphertext.length };
  } finally {
    await reader.close();
  }
}
