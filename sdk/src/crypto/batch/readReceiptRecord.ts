import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { RecordKind } from "../../types/PackedRecord.ts";
import type { SignedRecord } from "../../types/SignedRecord.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import { bundleDigest } from "./bundleDigest.ts";
import { createRecordDigester, type RecordPlace } from "./createRecordDigester.ts";
import { packedLength } from "./packedLength.ts";
import { parsePackedRecord } from "./parsePackedRecord.ts";
import { altered, foreign } from "./receiptFaults.ts";
import { toSignedRecord } from "./toSignedRecord.ts";

/** What a receipt says was signed, its digest computed from it, and the signature as it stands there. */
export interface ReceiptRecord {
  readonly record: SignedRecord;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Reads what a member signed out of a receipt.
 *
 * @throws QuorateError RECORD_MALFORMED, RECEIPT_ALTERED, RECEIPT_FOREIGN
 */
export function readReceiptRecord(
  { record: packed, bundle }: BatchReceipt,
  place: RecordPlace & { readonly kind?: RecordKind | undefined },
): ReceiptRecord {
  const { kind } = place;
  const read = bundle === undefined ? readPacked(fromHex(packed ?? "0x"), place) : readBundle(bundle, place);
  // DEFENCE: receipt-kind
  if (kind !== undefined && read.record.kind !== kind) throw foreign("kind", read.record.kind, kind);
  return read;
}

function readPacked(packed: Uint8Array, place: RecordPlace): ReceiptRecord {
  const record = parsePackedRecord(packed);
  // DEFENCE: one-record
  if (packedLength(packed) !== packed.length) throw altered("record", "Bytes follow its record.");
  const digest = createRecordDigester(place)(packed);
  return { record: toSignedRecord(place, record), digest, signature: record.signature };
}

function readBundle(bundle: NonNullable<BatchReceipt["bundle"]>, place: RecordPlace): ReceiptRecord {
  const { kind, signer, root } = bundle;
  const [seat, nonce] = [BigInt(bundle.seat), BigInt(bundle.nonce)];
  const [deadline, count] = [BigInt(bundle.deadline), BigInt(bundle.count)];
  const record = { kind, seat, deadline, signer, nonce, count, root };
  return { record, digest: bundleDigest(place, record), signature: fromHex(bundle.signature) };
}
