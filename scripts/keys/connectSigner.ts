import { FetchRequest, getAddress, JsonRpcProvider, Network } from "ethers";

import { QuorateError } from "#sdk";

import { createAccountKey } from "./createAccountKey.ts";
import type { KeySource } from "./KeySource.ts";
import type { AccountKey } from "./VotingKey.ts";

const DEFAULT_TIMEOUT_MS = 30_000;

/** What a signer behind a URL is held to. */
export interface ConnectSignerParameters {
  readonly chainId: bigint;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * Makes a key of an account that signs by itself: a wallet, a custody service or a development node that speaks the methods of
 * EIP-1193 over JSON-RPC. The secret never comes here.
 *
 * @throws QuorateError SIGNER_UNREACHABLE, SIGNER_WRONG_CHAIN, SIGNER_ACCOUNT_MISSING
 */
export async function connectSigner(
  { url, account }: Extract<KeySource, { kind: "rpc" }>,
  { chainId, signal, timeoutMs = DEFAULT_TIMEOUT_MS }: ConnectSignerParameters,
): Promise<AccountKey> {
  // Only the host is named in errors: paths and user parts of such addresses hold access tokens.
  const { host } = new URL(url);
  const request = new FetchRequest(url);
  request.timeout = timeoutMs;
  // A known network keeps ethers from asking for it again and again when nobody answers.
  const provider = new JsonRpcProvider(request, Network.from(chainId), { staticNetwork: true, batchMaxCount: 1 });
  const abort = () => provider.destroy();
  signal?.throwIfAborted();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const [found, accounts] = await ask(provider, host);
    if (found !== chainId) throw refuseChain(host, found, chainId);
    const address = account ?? accounts[0];
    if (address === undefined || !accounts.includes(address)) throw refuseAccount(host, account);
    return await createAccountKey(await provider.getSigner(address));
  } catch (error) {
    provider.destroy();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

async function ask(provider: JsonRpcProvider, host: string): Promise<readonly [bigint, readonly string[]]> {
  try {
    const chainId: unknown = await provider.send("eth_chainId", []);
    const accounts: unknown = await provider.send("eth_accounts", []);
    if (typeof chainId !== "string" || !Array.isArray(accounts)) throw new TypeError("not an answer of EIP-1193");
    return [BigInt(chainId), accounts.map((account) => getAddress(String(account)))];
  } catch (cause) {
    throw new QuorateError({
      code: "SIGNER_UNREACHABLE",
      summary: `The signer at ${host} does not answer as one.`,
      remedy: "Check that it runs, that the address is right and that it speaks JSON-RPC.",
      facts: { host },
      cause: cause instanceof Error && "code" in cause ? new Error(String(cause.code)) : undefined,
    });
  }
}

function refuseChain(host: string, found: bigint, expected: bigint): QuorateError {
  return new QuorateError({
    code: "SIGNER_WRONG_CHAIN",
    summary: `The signer at ${host} is on chain ${found} and the consortium on chain ${expected}.`,
    remedy: "Connect the signer to the consortium's chain.",
    facts: { host, found, expected },
  });
}

function refuseAccount(host: string, account: string | null): QuorateError {
  return new QuorateError({
    code: "SIGNER_ACCOUNT_MISSING",
    summary:
      account === null ? `The signer at ${host} shows no account.` : `The signer at ${host} does not hold ${account}.`,
    remedy: "Unlock the account in the signer, or name another one after # in the URL.",
    facts: { host, account },
  });
}
