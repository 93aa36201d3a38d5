import { encodeBytes32String, keccak256 } from "ethers";

import { BatcherError } from "../../errors.ts";
import type { Chain } from "../../ports/Chain.ts";
import { anchorFace, constitutionFace } from "./contractFaces.ts";
import { createRpcChain } from "./createRpcChain.ts";
import { createJsonRpc, type JsonRpc } from "./JsonRpc.ts";
import { toNumber } from "./readFields.ts";

/** Which chain is meant, so that another one is not taken for it. */
export interface OpenRpcChainParameters {
  readonly url: string;
  readonly timeoutMs: number;
  readonly chainId: bigint;
  /** Lower case. */
  readonly constitution: string;
  /** Hash of the code that must stand at the anchor's address; not asked where undefined. */
  readonly anchorCodeHash: string | undefined;
}

const NOWHERE = /^0x0{40}$/;

/**
 * Opens the chain behind a node: asks whether it is the one that is meant, and finds the contracts in the constitution's directory.
 *
 * @throws BatcherError CHAIN_FOREIGN, CHAIN_UNAVAILABLE, CHAIN_REFUSED
 */
export async function openRpcChain(parameters: OpenRpcChainParameters): Promise<Chain> {
  const { url, timeoutMs, chainId, constitution } = parameters;
  const rpc = createJsonRpc({ url, timeoutMs });
  const actual = toNumber(await rpc.ask("eth_chainId", []), "eth_chainId");
  // DEFENCE: batcher-chain-id
  if (BigInt(actual) !== chainId)
    throw foreign(`the node is on chain ${actual}, not ${chainId}`, "Correct the URL or the chain id.");
  await readCode(rpc, constitution, "the constitution");
  const members = await findModule(rpc, constitution, "MemberRegistry");
  const anchor = await findModule(rpc, constitution, "BatchAnchor");
  const registry = await findModule(rpc, constitution, "ConfidentialRegistry");
  if (members === undefined || anchor === undefined || registry === undefined)
    throw foreign(
      "the constitution names no batch anchor, no registry or no members",
      "Check the constitution's address; let the members add what is missing by an amendment.",
    );
  await checkAnchor(rpc, { anchor, constitution, expected: parameters.anchorCodeHash });
  const executor = await findModule(rpc, constitution, "BatchExecutor");
  return createRpcChain({ rpc, chainId, constitution, contracts: { anchor, registry, members, executor } });
}

async function findModule(rpc: JsonRpc, constitution: string, name: string): Promise<string | undefined> {
  const data = constitutionFace.encodeFunctionData("module", [encodeBytes32String(name)]);
  const answer = await rpc.ask("eth_call", [{ to: constitution, data }, "latest"]);
  if (typeof answer !== "string" || answer.length !== 66)
    throw foreign("there is no constitution at its address", "Correct the address.");
  const address = `0x${answer.slice(26).toLowerCase()}`;
  return NOWHERE.test(address) ? undefined : address;
}

async function readCode(rpc: JsonRpc, address: string, what: string): Promise<string> {
  const code = await rpc.ask("eth_getCode", [address, "latest"]);
  if (typeof code === "string" && code.length > 2) return code;
  throw foreign(`there is no contract at ${address}, where ${what} should be`, "Correct the address, or the node.");
}

async function checkAnchor(
  rpc: JsonRpc,
  {
    anchor,
    constitution,
    expected,
  }: { readonly anchor: string; readonly constitution: string; readonly expected: string | undefined },
): Promise<void> {
  const hash = keccak256(await readCode(rpc, anchor, "the anchor"));
  // DEFENCE: batcher-anchor-code
  if (expected !== undefined && hash !== expected.toLowerCase())
    throw foreign(
      `the code at ${anchor} has the hash ${hash}, not ${expected}`,
      "Check which contract the constitution names.",
    );
  const data = anchorFace.encodeFunctionData("constitution", []);
  const answer = await rpc.ask("eth_call", [{ to: anchor, data }, "latest"]);
  const isOurs = typeof answer === "string" && answer.slice(-40).toLowerCase() === constitution.slice(2);
  if (!isOurs) throw foreign(`the anchor at ${anchor} obeys another constitution`, "Check the constitution's address.");
}

function foreign(why: string, remedy: string): BatcherError {
  return new BatcherError({
    code: "CHAIN_FOREIGN",
    summary: `This is not the chain that was meant: ${why}.`,
    remedy,
    facts: { why },
  });
}
