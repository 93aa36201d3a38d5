import { altered } from "../crypto/batch/receiptFaults.ts";
import type { BatchReceipt } from "../types/BatchReceipt.ts";
import type { Client } from "../types/Client.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { Registration } from "../types/Registration.ts";
import { suites } from "../types/Suite.ts";
import { readRegistration } from "./readRegistration.ts";
import { toPromotion } from "./toPromotion.ts";
import { verifyOnChain } from "./verifyOnChain.ts";

/**
 * A record's registration: the registry's own or, where the record is in a batch and was not promoted, the one that its receipt proves. The chain is asked
 * whether it would promote it, so that nothing is believed that nobody could ever acknowledge.
 *
 * @throws QuorateError RECORD_UNKNOWN, EVENT_MISSING, LOGS_REFUSED, RECEIPT_..., REVERTED
 */
export async function readAnyRegistration(
  client: Client,
  { recordId, batchReceipt }: { readonly recordId: Bytes32; readonly batchReceipt?: BatchReceipt | undefined },
  signal: AbortSignal,
): Promise<Registration> {
  const registry = client.contracts.confidentialRegistry;
  const { proposedAt } = await registry.recordOf(recordId);
  if (batchReceipt === undefined || proposedAt !== 0n) return readRegistration(client, recordId, signal);
  // DEFENCE: batched-as-the-chain-keeps-it
  await verifyOnChain(client, batchReceipt);
  const promotion = toPromotion(client, batchReceipt);
  const { record, registration, by, inclusion } = promotion;
  const { group, epoch, seat: sender, nonce: senderNonce, contentRoot, bodyHash, previous } = record;
  // DEFENCE: receipt-of-the-record
  if (record.recordId !== recordId) throw altered("record", `It is of the record ${record.recordId}.`);
  const suite = suites.find((known) => BigInt(known) === record.suite);
  if (suite === undefined) throw altered("record", `There is no suite ${record.suite}.`);
  signal.throwIfAborted();
  // DEFENCE: promotable
  await (promotion.kind === "alone"
    ? registry.promote.staticCall(registration, { seat: sender, deadline: record.deadline, by }, inclusion)
    : registry.promoteBundled.staticCall(
        registration,
        promotion.bundle,
        by,
        promotion.index,
        [...promotion.proof],
        inclusion,
      ));
  const context = { chainId: client.chainId, registry: client.modules.confidentialRegistry, group, epoch };
  return {
    recordId,
    context: { ...context, sender, senderNonce },
    contentRoot,
    bodyHash,
    suite,
    previous,
    registeredAt: BigInt(inclusion.header.anchoredAt),
  };
}
