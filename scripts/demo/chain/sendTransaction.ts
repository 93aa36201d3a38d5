import type { TransactionReceipt, Wallet } from "ethers";

/** Below the cap that Osaka puts on one transaction, 2^24. */
const GAS_LIMIT = 16_000_000n;

/** Sends a transaction and waits until it is mined. */
export async function sendTransaction(
  account: Wallet,
  request: { readonly to?: string; readonly data: string },
): Promise<TransactionReceipt> {
  const response = await account.sendTransaction({ ...request, gasLimit: GAS_LIMIT });
  const receipt = await response.wait();
  if (receipt?.status !== 1) throw new TypeError(`transaction ${response.hash} did not succeed`);
  return receipt;
}
