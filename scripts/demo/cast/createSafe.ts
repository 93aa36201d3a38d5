import { AbiCoder, concat, type Wallet, ZeroAddress } from "ethers";
import { type Address, type BallotSigner, parseAddress, parseHex } from "#sdk";

import { createContract } from "../chain/createContract.ts";
import { type Artifact, readArtifact } from "../chain/readArtifact.ts";
import { sendTransaction } from "../chain/sendTransaction.ts";

const PACKAGE = "@safe-global/safe-smart-account/build/artifacts/contracts";

/** A Safe that is a member's key. */
export interface Safe {
  readonly address: Address;
  readonly signer: BallotSigner;
}

/** Who owns a Safe, and who of them signs. */
export interface CreateSafeParameters {
  readonly owners: readonly Wallet[];
  readonly threshold: number;
  readonly chainId: bigint;
}

/** Creates a Safe from the contracts of its npm package, which are those that run on public chains. */
export async function createSafe(account: Wallet, { owners, threshold, chainId }: CreateSafeParameters): Promise<Safe> {
  const singleton = await readPublished("Safe.sol/Safe.json");
  const factory = await readPublished("proxies/SafeProxyFactory.sol/SafeProxyFactory.json");
  const handlerAt = await createContract(
    account,
    await readPublished("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json"),
  );
  const singletonAt = await createContract(account, singleton);
  const factoryAt = await createContract(account, factory);
  const setup = singleton.abi.encodeFunctionData("setup", [
    owners.map(({ address }) => address),
    threshold,
    ZeroAddress,
    "0x",
    handlerAt,
    ZeroAddress,
    0,
    ZeroAddress,
  ]);
  const receipt = await sendTransaction(account, {
    to: factoryAt,
    data: factory.abi.encodeFunctionData("createProxyWithNonce", [singletonAt, setup, 0]),
  });
  const created = receipt.logs.map((log) => factory.abi.parseLog(log)).find((event) => event?.name === "ProxyCreation");
  if (created === undefined || created === null) throw new TypeError("the factory announced no Safe");
  const address = parseAddress(String(created.args.getValue("proxy")));
  return { address, signer: toSafeSigner(address, owners.slice(0, threshold), chainId) };
}

/**
 * A Safe as a ballot signer. Each owner signs the EIP-712 struct `SafeMessage(bytes message)`, whose message is the digest, in the
 * Safe's own domain; the signatures are joined in ascending order of the owners' addresses.
 */
function toSafeSigner(safe: Address, owners: readonly Wallet[], chainId: bigint): BallotSigner {
  const ascending = owners.toSorted((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
  return {
    signer: parseHex(safe),
    sign: async (digest) => {
      const message = AbiCoder.defaultAbiCoder().encode(["bytes32"], [digest]);
      const signatures = await Promise.all(
        ascending.map((owner) =>
          owner.signTypedData(
            { chainId, verifyingContract: safe },
            { SafeMessage: [{ name: "message", type: "bytes" }] },
            { message },
          ),
        ),
      );
      return parseHex(concat(signatures));
    },
  };
}

async function readPublished(path: string): Promise<Artifact> {
  return await readArtifact(new URL(import.meta.resolve(`${PACKAGE}/${path}`)));
}
