import type { TypedDataField } from "ethers";

import type { TypedData } from "../../types/BallotSigner.ts";
import type { SignedBundle, SignedCall } from "../../types/SignedRecord.ts";
import { batchDomains, batchTypes } from "./batchTypehashes.ts";
import type { RecordPlace } from "./createRecordDigester.ts";

/**
 * A call or a bundle as EIP-712 structured data, as a wallet shows it before it signs.
 *
 * @example
 * ```ts
 * const shown: TypedData = toRecordTypedData(recordPlace, { kind: "bundle", seat: 3n, nonce: 7n, deadline, count: 2n, root: contentRoot });
 * ```
 */
export function toRecordTypedData(
  { chainId, anchor, executor }: Omit<RecordPlace, "registry">,
  record: Omit<SignedCall, "signer"> | Omit<SignedBundle, "signer">,
): TypedData {
  const { kind, seat, nonce, deadline } = record;
  const name = kind === "bundle" ? batchDomains.batches : batchDomains.calls;
  const verifyingContract = kind === "bundle" ? anchor : executor;
  const [type = "", fields = ""] = batchTypes[kind].slice(0, -1).split("(");
  const head = { seat, nonce, deadline };
  const message =
    "root" in record
      ? { ...head, count: record.count, [kind === "bundle" ? "itemsRoot" : "callsRoot"]: record.root }
      : { ...head, target: record.target, gas: record.gas, data: record.data };
  return {
    domain: { name, version: "1", chainId, verifyingContract },
    types: { [type]: fields.split(",").map(toField) },
    message,
  };
}

function toField(text: string): TypedDataField {
  const [type = "", name = ""] = text.split(" ");
  return { name, type };
}
