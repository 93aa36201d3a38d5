import type { TransactionRequest } from "ethers";

import { decodeRevert } from "../errors/decodeRevert.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import { RevertedError } from "../errors/RevertedError.ts";
import { findRevertData, toQuorateError } from "../errors/toQuorateError.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import type { Receipt } from "../types/Receipt.ts";
import type { MinedTransaction, SendingClient, SendingSigner } from "./SendingClient.ts";
import type { SentSoFar } from "./SentSoFar.ts";
import { sleep } from "./sleep.ts";

const MAX_POLLING_INTERVAL_MS = 4_000;

/**
 * Sends a transaction and waits until it is mined. Nothing is sent once the signal has aborted.
 *
 * @param note is told how far the sending is
 * @throws QuorateError SIGNER_MISSING, SIGNER_REFUSED, FUNDS_MISSING, NONCE_TAKEN, REVERTED, TRANSACTION_FAILED; with the hash as the
 * fact `transaction` where it was sent
 */
export async function sendTransaction(
  client: SendingClient,
  request: TransactionRequest,
  signal: AbortSignal,
  note: (sent: SentSoFar) => void,
): Promise<{ readonly receipt: Receipt; readonly logs: MinedTransaction["logs"] }> {
  if (client.signer === null) {
    throw new QuorateError({
      code: "SIGNER_MISSING",
      summary: "This client only reads.",
      remedy: "Give createClient a signer.",
    });
  }
  const filled = await fillTransaction(client.signer, request);
  signal.throwIfAborted();
  note({ stage: "asked" });
  const { hash } = await client.signer.sendTransaction(filled);
  note({ stage: "sent", transaction: hash });
  const mined = await waitUntilMined(client, hash, signal);
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

/**
 * Asks for gas, nonce and fee beforehand. Once a signer has been asked to send it listens to no signal, so that as little as possible may
 * be left for it to wait for. A wallet behind an EIP-1193 provider chooses nonce and fee itself.
 */
async function fillTransaction(signer: SendingSigner, request: TransactionRequest): Promise<TransactionRequest> {
  if (!("sendUncheckedTransaction" in signer)) return await signer.populateTransaction(request);
  return { ...request, gasLimit: request.gasLimit ?? (await signer.estimateGas(request)) };
}

async function waitUntilMined(client: SendingClient, hash: string, signal: AbortSignal): Promise<MinedTransaction> {
  let interval = Math.min(50, client.pollingIntervalMs);
  try {
    while (true) {
      const receipt = await client.provider.getTransactionReceipt(hash);
      if (receipt !== null) return receipt;
      await sleep(interval, signal);
      interval = Math.min(interval * 2, Math.max(client.pollingIntervalMs, MAX_POLLING_INTERVAL_MS));
    }
  } catch (cause) {
    throw withTransaction(toQuorateError(cause, "waiting for a transaction"), hash);
  }
}

/** Whoever sent something is always told what, also where the node fails afterwards. */
function withTransaction(error: QuorateError, transaction: string): QuorateError {
  if (error.facts.transaction === transaction) return error;
  return new QuorateError({
    code: error.code,
    summary: `${error.summary} The transaction ${transaction} was sent.`,
    remedy: "Look the transaction up before sending anything again.",
    facts: { ...error.facts, sent: "yes", transaction },
    cause: error,
  });
}

/** A receipt says that a transaction failed but not why: the same call is made again on the state before its block. */
async function explainFailure(
  client: SendingClient,
  request: TransactionRequest,
  mined: MinedTransaction,
): Promise<QuorateError> {
  try {
    await client.provider.call({ ...request, from: mined.from, blockTag: mined.blockNumber - 1 });
  } catch (error) {
    const data = findRevertData(error);
    if (data !== undefined) return new RevertedError(decodeRevert(data), undefined, mined.hash);
  }
  return new QuorateError({
    code: "TRANSACTION_FAILED",
    summary: `The transaction ${mined.hash} was mined and failed.`,
    remedy: "Send it again with more gas; if it fails again, trace it on the node.",
    facts: { transaction: mined.hash, gasUsed: mined.gasUsed },
  });
}
