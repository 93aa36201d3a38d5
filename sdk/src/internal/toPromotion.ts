import { checkReceiptParts } from "../crypto/batch/checkReceiptParts.ts";
import { foreign } from "../crypto/batch/receiptFaults.ts";
import { SIGNATURE_BYTES } from "../crypto/batch/recordLayout.ts";
import type { KeySignature } from "../types/Ballot.ts";
import type { BatchReceipt } from "../types/BatchReceipt.ts";
import type { Client } from "../types/Client.ts";
import type { Hex } from "../types/Hex.ts";
import { parseHex } from "../types/parseHex.ts";
import type { SignedBundle, SignedRegistration } from "../types/SignedRecord.ts";
import { recordPlaceOf } from "./recordPlaceOf.ts";
import { toChainInclusion } from "./toChainInclusion.ts";

/** A record of a batch as the registry takes it. */
export type Promotion = Alone | Bundled;

interface PromotedRecord {
  readonly record: SignedRegistration;
  readonly registration: ReturnType<typeof toChainRegistration>;
  readonly by: KeySignature;
  readonly inclusion: ReturnType<typeof toChainInclusion>;
}

interface Alone extends PromotedRecord {
  readonly kind: "alone";
}

interface Bundled extends PromotedRecord {
  readonly kind: "bundled";
  readonly bundle: Omit<SignedBundle, "kind" | "signer" | "root"> & { readonly itemsRoot: Hex };
  readonly index: number;
  readonly proof: readonly Hex[];
}

/**
 * What promotes a record out of its batch, from its receipt or, of a bundle's record, from its item's.
 *
 * @param by another key of the sender that signed the same, where the one that signed is gone
 * @throws QuorateError RECEIPT_..., RECORD_MALFORMED
 */
export function toPromotion(
  client: Pick<Client, "chainId" | "modules">,
  batchReceipt: BatchReceipt,
  by?: KeySignature,
): Promotion {
  const { record, item } = checkReceiptParts(batchReceipt, recordPlaceOf(client));
  const inclusion = toChainInclusion(batchReceipt);
  const { signer } = record;
  const signature = batchReceipt.bundle?.signature ?? lastBytes(batchReceipt.record ?? parseHex("0x"));
  const shared = { by: by ?? { signer: parseHex(signer), signature }, inclusion };
  if (record.kind === "registration")
    return { kind: "alone", record, registration: toChainRegistration(record), ...shared };
  const registration = item?.registration;
  if (record.kind !== "bundle" || batchReceipt.item === undefined || registration === undefined)
    throw foreign("kind", record.kind, "registration");
  const { count, seat, nonce, deadline, root: itemsRoot } = record;
  const { index, proof } = batchReceipt.item;
  return {
    kind: "bundled",
    record: registration,
    registration: toChainRegistration(registration),
    bundle: { itemsRoot, count, seat, nonce, deadline },
    index,
    proof,
    ...shared,
  };
}

function toChainRegistration({
  group,
  epoch,
  nonce: senderNonce,
  contentRoot,
  bodyHash,
  suite,
  previous,
}: SignedRegistration) {
  return { group, epoch, senderNonce, contentRoot, bodyHash, suite, previous };
}

function lastBytes(packed: Hex): Hex {
  return parseHex(`0x${packed.slice(-2 * SIGNATURE_BYTES)}`);
}
