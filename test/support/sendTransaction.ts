import type { Signer, TransactionReceipt } from "ethers";

/** Below the cap that Osaka puts on one transaction, 2^24. */
const GAS_LIMIT = 16_000_000n;

/** What to send; without `to` it creates a contract. */
export interface Sending {
  readonly to?: string;
  readonly data: string;
}

/** Sends one transaction and waits until it is in a block. A revert throws. The gas limit is fixed: nothing is estimated. */
export async function sendTransaction(sender: Signer, sending: Sending): Promise<TransactionReceipt> {
  const response = await sender.sendTransaction({ ...sending, gasLimit: GAS_LIMIT });
  const receipt = await response.wait();
  if (receipt?.status !== 1) throw new Error(`transaction ${response.hash} did not succeed`);
  return receipt;
}
