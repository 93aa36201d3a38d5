import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";

import {
  deploySafe,
  encodeSafeExecution,
  readPublishedSafe,
  type SafeContracts,
  signAsSafe,
  signSafeCall,
} from "../support/safeAccount.ts";
import { sendTransaction } from "../support/sendTransaction.ts";
import { type Chain, openChain } from "./openChain.ts";

const MAGIC_VALUE = "0x1626ba7e";
const DIGEST = keccak256(toUtf8Bytes("a ballot"));

describe("a Safe as a member's key", () => {
  let contracts: SafeContracts;
  let chain: Chain;

  before(async () => {
    contracts = await readPublishedSafe();
  });

  beforeEach(async () => {
    chain = await openChain();
  });

  async function askSafe(safe: string, digest: string, signature: string): Promise<string> {
    const handler = contracts.fallbackHandler.abi;
    const data = handler.encodeFunctionData("isValidSignature", [digest, signature]);
    const answer = await chain.provider.call({ to: safe, data });
    return String(handler.decodeFunctionResult("isValidSignature", answer)[0]);
  }

  it("answers ERC-1271 with the magic value when enough owners signed, in whatever order they are named", async () => {
    const owners = await chain.createMembers(3);
    const [alice, bob, carol] = owners;
    if (alice === undefined || bob === undefined || carol === undefined) throw new Error("three owners are needed");
    const ownership = { owners: owners.map((owner) => owner.address), threshold: 2 };
    const safe = await deploySafe(chain.relayer, ownership);
    for (const signers of [
      [alice, bob],
      [bob, alice],
      [carol, alice],
      [carol, bob, alice],
    ]) {
      expect(await askSafe(safe, DIGEST, await signAsSafe(safe, signers, DIGEST))).to.equal(MAGIC_VALUE);
    }
  });

  it("reverts for too few owners, for a stranger, for another digest and for another Safe of the same owners", async () => {
    const [alice, bob, stranger] = await chain.createMembers(3);
    if (alice === undefined || bob === undefined || stranger === undefined)
      throw new Error("three accounts are needed");
    const ownership = { owners: [alice.address, bob.address], threshold: 2 };
    const safe = await deploySafe(chain.relayer, ownership);
    const other = await deploySafe(chain.relayer, ownership);
    const signature = await signAsSafe(safe, [alice, bob], DIGEST);
    const otherDigest = keccak256(toUtf8Bytes("another ballot"));

    await expect(askSafe(safe, DIGEST, await signAsSafe(safe, [alice], DIGEST))).to.be.revertedWith("GS020");
    await expect(askSafe(safe, DIGEST, await signAsSafe(safe, [alice, stranger], DIGEST))).to.be.revertedWith("GS026");
    await expect(askSafe(safe, otherDigest, signature)).to.be.revertedWith("GS026");
    await expect(askSafe(other, DIGEST, signature)).to.be.revertedWith("GS026");
  });

  it("acts on the chain when its owners agree: it can hold a member's cold key", async () => {
    const [alice, bob, payee] = await chain.createMembers(3);
    if (alice === undefined || bob === undefined || payee === undefined) throw new Error("three accounts are needed");
    const safe = await deploySafe(chain.relayer, { owners: [alice.address, bob.address], threshold: 2 });
    const { abi } = contracts.singleton;
    const call = { to: safe, data: abi.encodeFunctionData("addOwnerWithThreshold", [payee.address, 2]), nonce: 0n };
    const signatures = await signSafeCall(safe, [bob, alice], call);
    await sendTransaction(chain.relayer, { to: safe, data: encodeSafeExecution(contracts, call, signatures) });
    const answer = await chain.provider.call({ to: safe, data: abi.encodeFunctionData("isOwner", [payee.address]) });
    expect(BigInt(answer)).to.equal(1n);
  });
});
