import type { Bytes32 } from "../../types/Hex.ts";
import { computeBodyHash, computeRecordId, type RecordBody } from "../commitment/computeRecordId.ts";
import { toBytes32 } from "../commitment/toBytes32.ts";
import { type EnvelopeHead, hashSlots } from "./envelopeHead.ts";
import { hashHeader } from "./header.ts";

/** Everything that goes on chain for a record, and what it is made of. */
export interface RecordCommitment extends RecordBody {
  readonly recordId: Bytes32;
  readonly recordContext: Bytes32;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
}

/** What an envelope commits to, by its head and the hash of its ciphertext. */
export function commitEnvelope(
  head: EnvelopeHead,
  ciphertextHash: Bytes32,
  headerHash: Uint8Array = hashHeader(head.header),
): RecordCommitment {
  const { recordContext, contentRoot, schemaId } = head.header;
  const body = {
    headerHash: toBytes32(headerHash),
    ciphertextHash,
    keyCommit: toBytes32(head.keyCommit),
    slotsHash: hashSlots(head.slots),
    schemaId,
  };
  const bodyHash = computeBodyHash(body);
  const recordId = computeRecordId({ recordContext, contentRoot, bodyHash });
  return { ...body, recordId, recordContext, contentRoot, bodyHash };
}
