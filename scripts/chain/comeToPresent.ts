import type { JsonRpcProvider } from "ethers";

/** Lets the clock of an embedded chain that began in the past show the present from now on. */
export async function comeToPresent(provider: JsonRpcProvider): Promise<void> {
  await provider.send("evm_setNextBlockTimestamp", [Math.floor(Date.now() / 1_000)]);
  await provider.send("evm_mine", []);
}
