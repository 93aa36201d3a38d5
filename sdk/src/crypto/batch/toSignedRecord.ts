import type { Address } from "../../types/Hex.ts";
import type { PackedHead, PackedRecord, PackedRegistration } from "../../types/PackedRecord.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import type { SignedHead, SignedRecord, SignedRegistration } from "../../types/SignedRecord.ts";
import { computeRecordContext } from "../commitment/computeRecordContext.ts";
import { computeRecordId } from "../commitment/computeRecordId.ts";
import { toBytes32, toHex } from "../commitment/toBytes32.ts";
import { bundleRootOf } from "./bundleRootOf.ts";
import { packRecord } from "./packRecord.ts";

/** The registry that a registration is for. */
export interface RegistryPlace {
  readonly chainId: bigint;
  readonly registry: Address;
}

/**
 * What a packed record says, as people and chain verbs read it.
 *
 * @throws QuorateError RECORD_MALFORMED
 * @example
 * ```ts
 * const { kind, seat } = toSignedRecord(recordPlace, parsePackedRecord(packedRecord));
 * ```
 */
export function toSignedRecord(place: RegistryPlace, record: PackedRecord): SignedRecord {
  const head = toSignedHead(record);
  switch (record.kind) {
    case "registration":
      return { kind: "registration", ...head, ...toRegistration(place, head, record) };
    case "call":
      return {
        kind: "call",
        ...head,
        target: parseAddress(toHex(record.target)),
        gas: BigInt(record.gas),
        data: toHex(record.data),
      };
    case "bundle":
    case "callBundle":
      return { kind: record.kind, ...head, ...bundleRootOf(packRecord(record)) };
  }
}

function toSignedHead({ seat, deadline, signer, nonce }: PackedHead): SignedHead {
  return {
    seat: BigInt(seat),
    deadline: BigInt(deadline),
    signer: parseAddress(toHex(signer)),
    nonce: BigInt(toHex(nonce)),
  };
}

function toRegistration(
  { chainId, registry }: RegistryPlace,
  { seat: sender, nonce: senderNonce }: SignedHead,
  record: PackedRegistration,
): Omit<SignedRegistration, keyof SignedHead | "kind"> {
  const facts = {
    group: BigInt(record.group),
    epoch: BigInt(record.epoch),
    contentRoot: toBytes32(record.contentRoot),
    bodyHash: toBytes32(record.bodyHash),
  };
  const recordContext = computeRecordContext({ chainId, registry, ...facts, sender, senderNonce });
  const recordId = computeRecordId({ recordContext, ...facts });
  return { recordId, ...facts, suite: BigInt(record.suite), previous: toBytes32(record.previous) };
}
