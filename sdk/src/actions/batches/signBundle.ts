import { bundleRootOf } from "../../crypto/batch/bundleRootOf.ts";
import { createRecordDigester } from "../../crypto/batch/createRecordDigester.ts";
import { packRecord } from "../../crypto/batch/packRecord.ts";
import { toRecordTypedData } from "../../crypto/batch/recordTypedData.ts";
import { fromHex, toHex } from "../../crypto/commitment/toBytes32.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import { recordPlaceOf } from "../../internal/recordPlaceOf.ts";
import { requireAccount, type SignedPacked, signPacked } from "../../internal/signPacked.ts";
import {
  encodeNonce,
  type SealedRegistration,
  toPackedHead,
  toPackedRegistration,
} from "../../internal/toPackedRegistration.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import type { PackedBundle, PackedCallBundle } from "../../types/PackedRecord.ts";
import type { CallItem } from "../../types/SignedRecord.ts";
import type { SignRecordParameters } from "./signRecord.ts";

/** Where, for whom, until when, who signs, and what: sealed records, digests of anything, or calls, 1 to 1,000 of one sort. */
export interface SignBundleParameters extends WaitLimits, Omit<SignRecordParameters, "record"> {
  /** A number that the seat uses once for bundles of this sort. */
  readonly nonce: bigint;
  readonly items:
    | { readonly registrations: readonly SealedRegistration[] }
    | { readonly digests: readonly Bytes32[] }
    | { readonly calls: readonly CallItem[] };
}

/** A bundle that any batcher takes, and what was signed. */
export interface SignBundleReturnType extends SignedPacked {
  /** Of sealed records, each in packed form, in order: what `createItemReceipt` takes for whoever is to open it. */
  readonly registrations: readonly Hex[];
}

/**
 * Signs many items by one signature, for a batcher, without a chain. Each item gets a receipt of its own out of the bundle's.
 *
 * @throws QuorateError INTEGER_MALFORMED, SIGNER_UNSUPPORTED, SIGNER_REFUSED, SIGNATURE_FOREIGN, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, RECORD_MALFORMED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const items = { digests: [contentRoot, bodyHash] };
 * const { record } = await signBundle({ chainId, modules, seat: 3n, deadline, signer, nonce: 7n, items });
 * ```
 */
export async function signBundle(parameters: SignBundleParameters): Promise<SignBundleReturnType> {
  const { chainId, modules, signer, items } = parameters;
  const [seat, deadline] = [parseInteger(parameters.seat, 16), parseInteger(parameters.deadline, 48)];
  const place = recordPlaceOf({ chainId, modules });
  const unsigned = toPackedHead(seat, deadline, requireAccount(signer));
  const head = { ...unsigned, nonce: encodeNonce(parameters.nonce, 8) };
  const registrations =
    "registrations" in items
      ? items.registrations.map((sealed) => packRecord(toPackedRegistration(sealed, unsigned)))
      : [];
  const digestOf = createRecordDigester(place);
  const toBundle = (): PackedBundle | PackedCallBundle => {
    if ("calls" in items) return { kind: "callBundle", ...head, calls: items.calls.map(toPackedCall) };
    const digests =
      "digests" in items ? items.digests.map((digest) => fromHex(digest)) : registrations.map((each) => digestOf(each));
    return { kind: "bundle", ...head, digests: joinDigests(digests) };
  };
  return await withLimits(parameters, OFF_LINE, "signing a bundle", async (signal) => {
    const bundle = toBundle();
    const facts = { kind: bundle.kind, seat, deadline, nonce: parameters.nonce, ...bundleRootOf(packRecord(bundle)) };
    const signed = await signPacked(place, bundle, { signer, data: toRecordTypedData(place, facts) }, signal);
    return { ...signed, registrations: registrations.map(toHex) };
  });
}

function toPackedCall({ target, gas, data }: CallItem): PackedCallBundle["calls"][number] {
  return { target: fromHex(target), gas: Number(parseInteger(gas, 32)), data: fromHex(data) };
}

function joinDigests(digests: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(32 * digests.length);
  for (const [index, digest] of digests.entries()) joined.set(digest, 32 * index);
  return joined;
}
