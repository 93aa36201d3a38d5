import { readFile } from "node:fs/promises";

import { expect } from "chai";
import { dataSlice, FunctionFragment, getBytes, Interface, id, toBeHex } from "ethers";
import hre from "hardhat";

import { type Hex, isHex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";
import { drawVerifiedKey } from "./drawVerifiedKey.ts";
import type { VerifiedKey } from "./VotingKey.ts";

const VERIFY = FunctionFragment.from("function verify(bytes key, bytes32 hash, bytes signature) view returns (bytes4)");
const VALID = VERIFY.selector;
const INVALID = "0xffffffff";
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ARTIFACTS = new URL("./build/contracts/", import.meta.resolve("@openzeppelin/contracts/package.json"));

/** Reads the bytecode that OpenZeppelin ships with its package. */
async function readBytecode(name: string): Promise<Hex> {
  const artifact: unknown = JSON.parse(await readFile(new URL(`${name}.json`, ARTIFACTS), "utf8"));
  const bytecode =
    typeof artifact === "object" && artifact !== null && "bytecode" in artifact ? artifact.bytecode : null;
  if (!isHex(bytecode)) throw new Error(`${name} has no bytecode`);
  return bytecode;
}

describe("OpenZeppelin's verifiers on a chain", () => {
  const digest = toHex(id("a ballot"));
  let verify: (name: string, key: VerifiedKey, hash: Hex, signature: string) => Promise<string>;

  before(async () => {
    const { ethers } = await hre.network.create();
    const [deployer] = await ethers.getSigners();
    if (deployer === undefined) throw new Error("the chain has no accounts");
    const addresses = new Map<string, string>();
    verify = async (name, key, hash, signature) => {
      if (!addresses.has(name)) {
        const receipt = await (await deployer.sendTransaction({ data: await readBytecode(name) })).wait();
        addresses.set(name, receipt?.contractAddress ?? "");
      }
      const call = new Interface([VERIFY]);
      const data = call.encodeFunctionData(VERIFY, [key.publicKey.key, hash, signature]);
      return String(call.decodeFunctionResult(VERIFY, await deployer.call({ to: addresses.get(name) ?? "", data }))[0]);
    };
  });

  for (const [kind, name] of [
    ["p256", "ERC7913P256Verifier"],
    ["webauthn", "ERC7913WebAuthnVerifier"],
    ["rsa", "ERC7913RSAVerifier"],
  ] as const) {
    it(`take the signatures of a ${kind} key, and no other`, async () => {
      const [key, other] = [await drawVerifiedKey(kind), await drawVerifiedKey(kind)];
      const signature = key.signDigest(digest);
      expect(await verify(name, key, digest, signature)).to.equal(VALID);
      expect(await verify(name, key, toHex(id("another ballot")), signature)).to.equal(INVALID);
      expect(await verify(name, other, digest, signature)).to.equal(INVALID);
    });
  }

  it("refuse the other s of a P-256 signature, which a low one never is", async () => {
    const key = await drawVerifiedKey("p256");
    const signature = key.signDigest(digest);
    const high = toBeHex(P256_ORDER - BigInt(dataSlice(signature, 32, 64)), 32);
    expect(getBytes(high)).to.have.length(32);
    const malleated = `${dataSlice(signature, 0, 32)}${high.slice(2)}`;
    expect(await verify("ERC7913P256Verifier", key, digest, malleated)).to.equal(INVALID);
  });
});
