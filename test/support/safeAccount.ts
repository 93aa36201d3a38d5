import { readFile } from "node:fs/promises";

import { AbiCoder, concat, getAddress, type Signer, type TypedDataField, ZeroAddress } from "ethers";

import { type ContractArtifact, parseContractArtifact } from "./ContractArtifact.ts";
import { deployContract } from "./deployContract.ts";
import { sendTransaction } from "./sendTransaction.ts";

/** The contracts that one Safe consists of. */
export interface SafeContracts {
  readonly singleton: ContractArtifact;
  readonly proxyFactory: ContractArtifact;
  readonly fallbackHandler: ContractArtifact;
}

/** Who owns a Safe and how many of them must sign. */
export interface SafeOwnership {
  readonly owners: readonly string[];
  readonly threshold: number;
}

/** One transaction that a Safe is asked to carry out: a plain call that refunds nobody. */
export interface SafeCall {
  readonly to: string;
  readonly data: string;
  readonly nonce: bigint;
}

const PACKAGE = "@safe-global/safe-smart-account/build/artifacts/contracts";

const SAFE_MESSAGE: Record<string, TypedDataField[]> = { SafeMessage: [{ name: "message", type: "bytes" }] };
const SAFE_TRANSACTION: Record<string, TypedDataField[]> = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

/** The Safe's contracts as its npm package publishes them, already compiled: what runs on public chains. */
export async function readPublishedSafe(): Promise<SafeContracts> {
  return {
    singleton: await readPublished("Safe.sol/Safe.json"),
    proxyFactory: await readPublished("proxies/SafeProxyFactory.sol/SafeProxyFactory.json"),
    fallbackHandler: await readPublished("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json"),
  };
}

/**
 * Deploys a Safe for `ownership`: singleton, factory, fallback handler and the proxy, whose address is returned.
 * Such a Safe can be a member's key: it answers ERC-1271 through its fallback handler.
 *
 * @example
 * ```ts
 * const safe = await deploySafe(deployer, { owners: [alice.address, bob.address, carol.address], threshold: 2 });
 * const signature = await signAsSafe(safe, [alice, carol], ballotDigest);
 * ```
 */
export async function deploySafe(
  deployer: Signer,
  ownership: SafeOwnership,
  contracts?: SafeContracts,
): Promise<string> {
  const { singleton, proxyFactory, fallbackHandler } = contracts ?? (await readPublishedSafe());
  const singletonAt = await deployContract(deployer, singleton);
  const factoryAt = await deployContract(deployer, proxyFactory);
  const handlerAt = await deployContract(deployer, fallbackHandler);
  const setup = singleton.abi.encodeFunctionData("setup", [
    ownership.owners,
    ownership.threshold,
    ZeroAddress,
    "0x",
    handlerAt,
    ZeroAddress,
    0,
    ZeroAddress,
  ]);
  const receipt = await sendTransaction(deployer, {
    to: factoryAt,
    data: proxyFactory.abi.encodeFunctionData("createProxyWithNonce", [singletonAt, setup, 0]),
  });
  for (const log of receipt.logs) {
    const event = log.address === factoryAt ? proxyFactory.abi.parseLog(log) : null;
    if (event?.name === "ProxyCreation") return getAddress(String(event.args.getValue("proxy")));
  }
  throw new Error("the factory announced no Safe");
}

/**
 * Signs `digest` so that the Safe's `isValidSignature(bytes32 digest, bytes signature)` answers 0x1626ba7e.
 *
 * What the owners sign is not the digest. The fallback handler wraps it, and so does this function:
 *
 * 1. `message = abi.encode(digest)`, the 32 bytes as they are;
 * 2. each owner signs the EIP-712 struct `SafeMessage(bytes message)` under the domain
 *    `{ chainId, verifyingContract: safe }`, which has neither a name nor a version: a signature for one Safe is none for
 *    another with the same owners;
 * 3. the 65-byte signatures `r || s || v`, v = 27 or 28, are joined in ascending order of the owners' addresses. At least
 *    `threshold` of them are needed; those beyond are not read.
 *
 * Too few owners, a stranger's signature or another digest make the Safe revert (GS020, GS026) instead of answering
 * something else: ask through a checker that survives it, such as OpenZeppelin's `SignatureChecker`.
 *
 * @param owners at least `threshold` owners of the Safe, each connected to a provider, in any order
 */
export async function signAsSafe(safe: string, owners: readonly Signer[], digest: string): Promise<string> {
  const message = AbiCoder.defaultAbiCoder().encode(["bytes32"], [digest]);
  return joinSignatures(safe, owners, SAFE_MESSAGE, { message });
}

/** Signs `call` as `owners` of `safe`: what `execTransaction` takes as signatures. */
export async function signSafeCall(safe: string, owners: readonly Signer[], call: SafeCall): Promise<string> {
  return joinSignatures(safe, owners, SAFE_TRANSACTION, {
    to: call.to,
    value: 0,
    data: call.data,
    operation: 0,
    safeTxGas: 0,
    baseGas: 0,
    gasPrice: 0,
    gasToken: ZeroAddress,
    refundReceiver: ZeroAddress,
    nonce: call.nonce,
  });
}

/** The call data of `execTransaction` for `call` with `signatures`. */
export function encodeSafeExecution(contracts: SafeContracts, call: SafeCall, signatures: string): string {
  return contracts.singleton.abi.encodeFunctionData("execTransaction", [
    call.to,
    0,
    call.data,
    0,
    0,
    0,
    0,
    ZeroAddress,
    ZeroAddress,
    signatures,
  ]);
}

/** Signatures of a Safe are read in ascending order of the signers' addresses. */
export async function sortOwners<Owner extends Signer>(owners: readonly Owner[]): Promise<readonly Owner[]> {
  const named = await Promise.all(owners.map(async (owner) => ({ owner, address: BigInt(await owner.getAddress()) })));
  return named.sort((a, b) => (a.address < b.address ? -1 : 1)).map(({ owner }) => owner);
}

async function joinSignatures(
  safe: string,
  owners: readonly Signer[],
  types: Record<string, TypedDataField[]>,
  value: Record<string, unknown>,
): Promise<string> {
  const signatures: string[] = [];
  for (const owner of await sortOwners(owners)) {
    if (owner.provider === null)
      throw new Error("an owner without a provider does not know its chain: connect it first");
    const { chainId } = await owner.provider.getNetwork();
    signatures.push(await owner.signTypedData({ chainId, verifyingContract: safe }, types, value));
  }
  return concat(signatures);
}

async function readPublished(path: string): Promise<ContractArtifact> {
  return parseContractArtifact(await readFile(new URL(import.meta.resolve(`${PACKAGE}/${path}`)), "utf8"));
}
