import {
  BaseContract,
  BrowserProvider,
  type ContractRunner,
  type Eip1193Provider,
  type Provider,
  type Signer,
} from "ethers";

import { QuorateError } from "../../errors/QuorateError.ts";
import { accessionAbi } from "../../generated/abis/accessionAbi.ts";
import { batchAnchorAbi } from "../../generated/abis/batchAnchorAbi.ts";
import { batchExecutorAbi } from "../../generated/abis/batchExecutorAbi.ts";
import { confidentialRegistryAbi } from "../../generated/abis/confidentialRegistryAbi.ts";
import { constitutionAbi } from "../../generated/abis/constitutionAbi.ts";
import { governorAbi } from "../../generated/abis/governorAbi.ts";
import { groupDirectoryAbi } from "../../generated/abis/groupDirectoryAbi.ts";
import { guardiansAbi } from "../../generated/abis/guardiansAbi.ts";
import { keyDirectoryAbi } from "../../generated/abis/keyDirectoryAbi.ts";
import { memberRegistryAbi } from "../../generated/abis/memberRegistryAbi.ts";
import type { Accession } from "../../generated/typechain/Accession.ts";
import type { BatchAnchor } from "../../generated/typechain/BatchAnchor.ts";
import type { BatchExecutor } from "../../generated/typechain/BatchExecutor.ts";
import type { ConfidentialRegistry } from "../../generated/typechain/ConfidentialRegistry.ts";
import type { Constitution } from "../../generated/typechain/Constitution.ts";
import type { Governor } from "../../generated/typechain/Governor.ts";
import type { GroupDirectory } from "../../generated/typechain/GroupDirectory.ts";
import type { Guardians } from "../../generated/typechain/Guardians.ts";
import type { KeyDirectory } from "../../generated/typechain/KeyDirectory.ts";
import type { MemberRegistry } from "../../generated/typechain/MemberRegistry.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { DEFAULT_TIMEOUT_MS, withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Deployment } from "../../types/Deployment.ts";
import type { Address } from "../../types/Hex.ts";
import type { ModuleName, Modules } from "../../types/Modules.ts";
import type { Names } from "../../types/Names.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { toShortText } from "../../types/shortText.ts";
import { createCalls } from "../calls/createCalls.ts";

const DEFAULT_POLLING_INTERVAL_MS = 250;

/** How to reach a chain, and which consortium on it. Limits given here hold for every verb of the client. */
export interface CreateClientParameters extends WaitLimits {
  /**
   * A signer or a provider of ethers, or any EIP-1193 provider such as a wallet. A signer must be connected to a provider.
   * Nothing is ever sent without one.
   */
  readonly runner: ContractRunner | Eip1193Provider;
  /** Of an EIP-1193 provider: the account that signs; without it, the first one that the provider already shows. */
  readonly account?: Address;
  /** The consortium by its constitution's address, or as {@link getDeployment} gives it, which also checks the chain id. */
  readonly constitution: Address | Deployment;
  /** What people call members and accounts, for the sentences. */
  readonly names?: Names;
  /** How often the chain is asked while something is awaited, in milliseconds. */
  readonly pollingIntervalMs?: number;
}

/** A consortium as a program speaks to it. */
export type CreateClientReturnType = Client;

/**
 * Connects to a consortium: checks the chain, reads the directory, and hands back what every verb takes first.
 *
 * @throws QuorateError CHAIN_FOREIGN, MODULE_MISSING, SIGNER_MISSING for a runner without a provider, CHAIN_UNREACHABLE,
 * ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const client = await createClient({ runner: wallet, constitution: parseAddress(address), timeoutMs: 10_000 });
 * console.log(client.chainId, client.modules.governor);
 * ```
 */
export async function createClient(parameters: CreateClientParameters): Promise<CreateClientReturnType> {
  const { runner, account, names = {}, signal = null, timeoutMs = DEFAULT_TIMEOUT_MS } = parameters;
  const fallback = { signal, timeoutMs };
  return await withLimits({}, fallback, "connecting to the consortium", async () => {
    const { provider, signer } = await connect(runner, account);
    const { chainId } = await provider.getNetwork();
    const place = parameters.constitution;
    if (typeof place !== "string" && place.chainId !== chainId) throw foreignChain(place.chainId, chainId);
    const address = typeof place === "string" ? place : place.constitution;
    if ((await provider.getCode(address)) === "0x") throw missing("Constitution", address);
    const constitution = BaseContract.from<Constitution>(address, constitutionAbi, provider);
    const find = async (name: ModuleName): Promise<Address> => {
      const found = parseAddress(await constitution.module(toShortText(name)));
      if (/^0x0{40}$/.test(found) || (await provider.getCode(found)) === "0x") throw missing(name, found);
      return found;
    };
    const [memberRegistry, governor, guardians, accession, groups, keys, records, batchAnchor, batchExecutor] =
      await Promise.all([
        find("MemberRegistry"),
        find("Governor"),
        find("Guardians"),
        find("Accession"),
        find("GroupDirectory"),
        find("KeyDirectory"),
        find("ConfidentialRegistry"),
        find("BatchAnchor"),
        find("BatchExecutor"),
      ]);
    const modules: Modules = {
      constitution: address,
      memberRegistry,
      governor,
      guardians,
      accession,
      groupDirectory: groups,
      keyDirectory: keys,
      confidentialRegistry: records,
      batchAnchor,
      batchExecutor,
    };
    return {
      chainId,
      modules,
      names,
      calls: createCalls({ modules, names }),
      contracts: {
        constitution,
        memberRegistry: BaseContract.from<MemberRegistry>(memberRegistry, memberRegistryAbi, provider),
        governor: BaseContract.from<Governor>(governor, governorAbi, provider),
        guardians: BaseContract.from<Guardians>(guardians, guardiansAbi, provider),
        accession: BaseContract.from<Accession>(accession, accessionAbi, provider),
        groupDirectory: BaseContract.from<GroupDirectory>(groups, groupDirectoryAbi, provider),
        keyDirectory: BaseContract.from<KeyDirectory>(keys, keyDirectoryAbi, provider),
        confidentialRegistry: BaseContract.from<ConfidentialRegistry>(records, confidentialRegistryAbi, provider),
        batchAnchor: BaseContract.from<BatchAnchor>(batchAnchor, batchAnchorAbi, provider),
        batchExecutor: BaseContract.from<BatchExecutor>(batchExecutor, batchExecutorAbi, provider),
      },
      provider,
      signer,
      signal,
      timeoutMs,
      pollingIntervalMs: parameters.pollingIntervalMs ?? DEFAULT_POLLING_INTERVAL_MS,
    };
  });
}

async function connect(
  runner: ContractRunner | Eip1193Provider,
  account: Address | undefined,
): Promise<{ readonly provider: Provider; readonly signer: Signer | null }> {
  if (isEip1193(runner)) {
    // Answers are not kept: a vote may have been cast a moment ago.
    const provider = new BrowserProvider(runner, undefined, { cacheTimeout: -1 });
    const [first] = account === undefined ? await provider.listAccounts() : [await provider.getSigner(account)];
    return { provider, signer: first ?? null };
  }
  if (runner.provider === null || runner.provider === undefined) {
    throw new QuorateError({
      code: "SIGNER_MISSING",
      summary: "The runner is not connected to a provider.",
      remedy: "Connect the signer first, as in signer.connect(provider).",
    });
  }
  return { provider: runner.provider, signer: isSigner(runner) ? runner : null };
}

function isEip1193(runner: ContractRunner | Eip1193Provider): runner is Eip1193Provider {
  return !("provider" in runner) && "request" in runner;
}

function isSigner(runner: ContractRunner): runner is Signer {
  return "signTypedData" in runner && "getAddress" in runner && runner.sendTransaction !== undefined;
}

function missing(name: ModuleName, address: Address): QuorateError {
  return new QuorateError({
    code: "MODULE_MISSING",
    summary: `No ${name} stands at ${address}.`,
    remedy: "Check the chain and the constitution's address.",
    facts: { module: name, address },
  });
}

function foreignChain(expected: bigint, found: bigint): QuorateError {
  return new QuorateError({
    code: "CHAIN_FOREIGN",
    summary: `The node is on chain ${found} and the deployment on chain ${expected}.`,
    remedy: "Connect to a node of the deployment's chain.",
    facts: { expected, found },
  });
}
