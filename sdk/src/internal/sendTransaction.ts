import type { TransactionReceipt, TransactionRequest } from "ethers";

import { decodeRevert } from "../errors/decodeRevert.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import { RevertedError } from "../errors/RevertedError.ts";
import { findRevertData, toQuorateError } from "../errors/toQuorateError.ts";
import type { Client } from "../types/Client.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import type { Receipt } from "../types/Receipt.ts";
import { sleep } from "./withLimits.ts";

const MAX_POLLING_INTERVAL_MS = 4_000;

/**
 * Sends a transaction and waits until it is mined.
 *
 * @throws QuorateError SIGNER_MISSING, SIGNER_REFUSED, FUNDS_MISSING, NONCE_TAKEN, REVERTED, TRANSACTION_FAILED; with the
 * transaction's hash among the facts where it was sent
 */
export async function sendTransaction(
  client: Client,
  request: TransactionRequest,
  signal: AbortSignal,
): Promise<{ readonly receipt: Receipt; readonly logs: TransactionReceipt["logs"] }> {
  if (client.signer === null) {
    throw new QuorateError({
      code: "SIGNER_MISSING",
      summary: "This client only reads.",
      remedy: "Give createClient a signer.",
    });
  }
  const sent = await client.signer.sendTransaction(request);
  const mined = await waitUntilMined(client, sent.hash, signal);
  if (mined.status === 0) throw await explainFailure(client, request, mined);
  return {
    receipt: {
      transactionHash: parseBytes32(mined.hash),
      blockNumber: BigInt(mined.blockNumber),
      blockHash: parseBytes32(mined.blockHash),
      gasUsed: mined.gasUsed,
    },
    logs: mined.logs,
  };
}

async function waitUntilMined(client: Client, hash: string, signal: AbortSignal): Promise<TransactionReceipt> {
  let interval = Math.min(50, client.pollingIntervalMs);
  while (true) {
    const receipt = await client.provider.getTransactionReceipt(hash);
    if (receipt !== null) return receipt;
    try {
      await sleep(interval, signal);
    } catch (cause) {
      throw withTransaction(toQuorateError(cause, "waiting for a transaction"), hash);
    }
    interval = Math.min(interval * 2, Math.max(client.pollingIntervalMs, MAX_POLLING_INTERVAL_MS));
  }
}

function withTransaction(error: QuorateError, transaction: string): QuorateError {
  return new QuorateError({
    code: error.code,
    summary: `${error.summary} The transaction ${transaction} was sent.`,
    remedy: "Look the transaction up before sending anything again.",
    facts: { ...error.facts, transaction },
    cause: error,
  });
}

/** A receipt says that a transaction failed but not why: the same call is made again on the state before its block. */
async function explainFailure(
  client: Client,
  request: TransactionRequest,
  mined: TransactionReceipt,
): Promise<QuorateError> {
  try {
    await client.provider.call({ ...request, from: mined.from, blockTag: mined.blockNumber - 1 });
  } catch (error) {
    const data = findRevertData(error);
    if (data !== undefined) return new RevertedError(decodeRevert(data));
  }
  return new QuorateError({
    code: "TRANSACTION_FAILED",
    summary: `The transaction ${mined.hash} was mined and failed.`,
    remedy: "Send it again with more gas; if it fails again, trace it on the node.",
    facts: { transaction: mined.hash, gasUsed: mined.gasUsed },
  });
}
