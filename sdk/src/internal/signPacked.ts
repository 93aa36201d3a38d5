import { createRecordDigester, type RecordPlace } from "../crypto/batch/createRecordDigester.ts";
import { recoverAccount, toNormalSignature } from "../crypto/batch/packedSignature.ts";
import { packRecord } from "../crypto/batch/packRecord.ts";
import { compareBytes } from "../crypto/commitment/merkleTree.ts";
import { fromHex, toBytes32 } from "../crypto/commitment/toBytes32.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { BallotSigner, TypedData } from "../types/BallotSigner.ts";
import type { Bytes } from "../types/Bytes.ts";
import type { Bytes32, Hex } from "../types/Hex.ts";
import type { PackedRecord } from "../types/PackedRecord.ts";
import { sizeOf } from "../types/parseHex.ts";
import { signWith } from "./signWith.ts";

/** A signed record in packed form, and what was signed. */
export interface SignedPacked {
  readonly record: Bytes;
  readonly digest: Bytes32;
}

/** Refuses signers that are no accounts. @throws QuorateError SIGNER_UNSUPPORTED */
export function requireAccount({ signer }: BallotSigner): Uint8Array {
  if (sizeOf(signer) === 20) return fromHex(signer);
  throw unsupported(signer);
}

/**
 * Signs a packed record that has 65 zero bytes for its signature.
 *
 * @param data the same as what is packed, for signers that show it
 * @throws QuorateError SIGNER_REFUSED, SIGNER_UNSUPPORTED, SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, RECORD_MALFORMED
 */
export async function signPacked(
  place: RecordPlace,
  unsigned: PackedRecord,
  { signer, data }: { readonly signer: BallotSigner; readonly data: TypedData },
  signal: AbortSignal,
): Promise<SignedPacked> {
  const digest = createRecordDigester(place)(packRecord(unsigned));
  const signed = await signWith(signer, data, signal);
  const signature = toNormalSignature(fromHex(signed.signature));
  const account = signature && recoverAccount(digest, signature);
  // What a contract account signs, a batcher could not check.
  if (signature === undefined || account === undefined || compareBytes(account, fromHex(signer.signer)) !== 0)
    throw unsupported(signer.signer);
  return { record: packRecord({ ...unsigned, signature }), digest: toBytes32(digest) };
}

function unsupported(signer: Hex): QuorateError {
  return new QuorateError({
    code: "SIGNER_UNSUPPORTED",
    summary: `${signer} is no account with a key of its own, and batchers take the signatures of no others.`,
    remedy:
      "Sign with an account's key of the seat, or register the record directly with register, which takes keys of every kind.",
    facts: { signer },
  });
}
