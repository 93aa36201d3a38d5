import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import {
  AbiCoder,
  type ContractTransaction,
  concat,
  keccak256,
  TypedDataEncoder,
  toBeHex,
  toUtf8Bytes,
  type Wallet,
} from "ethers";

import {
  type BuiltCall,
  type Client,
  castBallot,
  createClient,
  execute,
  parseAddress,
  parseBytes32,
  proposeInFavour,
} from "#sdk";

import { type FoundedConsortium, foundConsortium } from "../../test/support/foundConsortium.ts";
import { measuredPolicy } from "../measuredPolicy.ts";

const SEATS = 4;
const BATCHER = 0;
const SENDER = 1;
/** The largest batch that a consortium admits by default, and a group that is stored at once. */
const BATCH = 4096;
const GROUP = 250;
const BUNDLE = 1000;
const GRACE_BLOCKS = 5;
const ANSWER_BLOCKS = 20;
const SUCCEEDED = 4n;
const ANY = parseBytes32(`0x${"1".repeat(64)}`);
const ZERO = parseBytes32(`0x${"0".repeat(64)}`);
const SALT = keccak256(toUtf8Bytes("a store"));

/** What anchoring costs on chain, in gas of whole transactions, intrinsic costs included. Proofs are those of the largest batch. */
export interface AnchoringGas {
  readonly openLog: number;
  readonly anchor: number;
  readonly anchorOne: number;
  readonly challenge: number;
  readonly answer: number;
  readonly conclude: number;
  readonly proveConflict: number;
  readonly promote: number;
  readonly promoteBundled: number;
}

interface Scene {
  readonly consortium: FoundedConsortium;
  readonly client: Client;
  readonly logId: string;
}

interface Header {
  readonly root: string;
  readonly firstSequence: number;
  readonly count: number;
  readonly anchoredAt: number;
  readonly previous: string;
}

type Types = Record<string, { readonly name: string; readonly type: string }[]>;

const PROMISE: Types = {
  Promise: [
    { name: "logId", type: "bytes32" },
    { name: "firstSequence", type: "uint64" },
    { name: "count", type: "uint32" },
    { name: "groupRoot", type: "bytes32" },
    { name: "deadline", type: "uint48" },
    { name: "promisedAtBlock", type: "uint64" },
  ],
};
const REGISTRATION: Types = {
  Registration: [
    { name: "recordId", type: "bytes32" },
    { name: "suite", type: "uint8" },
    { name: "previous", type: "bytes32" },
    { name: "seat", type: "uint16" },
    { name: "deadline", type: "uint48" },
  ],
};
const BUNDLE_TYPES: Types = {
  Bundle: [
    { name: "itemsRoot", type: "bytes32" },
    { name: "count", type: "uint32" },
    { name: "seat", type: "uint16" },
    { name: "nonce", type: "uint64" },
    { name: "deadline", type: "uint48" },
  ],
};

/** Anchors, challenges, answers, promotes and suspends on a chain of its own. */
export async function measureGas(): Promise<AnchoringGas> {
  const consortium = await foundConsortium(SEATS);
  const constitution = parseAddress(consortium.suite.constitution.address);
  const client = await createClient({ runner: consortium.relayer, constitution, pollingIntervalMs: 10 });
  await decide(consortium, client.calls.memberRegistry.setDuties({ seat: 0n, duties: ["batcher"] }));
  await decide(consortium, groupOf(client));
  const { batchAnchor } = client.contracts;
  const openLog = await send(memberAt(consortium, BATCHER), await batchAnchor.openLog.populateTransaction(SALT));
  const scene = { consortium, client, logId: await batchAnchor.logIdOf(BATCHER, SALT) };

  const anchorOne = async (): Promise<number> =>
    send(memberAt(consortium, SENDER), await batchAnchor.anchorOne.populateTransaction(recordAt(0)));
  await anchorOne();
  await anchorBatch(scene, 0, leavesOf(scene, 0, 1), ZERO);
  const conduct = await measureConduct(scene);
  const promotions = await measurePromotions(scene);
  return { openLog, anchorOne: await anchorOne(), ...conduct, ...promotions, ...(await measureEnds(scene)) };
}

/** A promise is challenged; the batch that keeps it is anchored, and shown. */
async function measureConduct(scene: Scene): Promise<Pick<AnchoringGas, "anchor" | "challenge" | "answer">> {
  const { consortium, client, logId } = scene;
  const leaves = leavesOf(scene, 1, BATCH);
  const promised = await promise(scene, 1, leaves.slice(0, GROUP));
  await consortium.chain.mineBlocks(GRACE_BLOCKS);
  const digest = recordAt(1);
  const group = SimpleMerkleTree.of(leaves.slice(0, GROUP), { sortLeaves: false });
  const { batchAnchor } = client.contracts;
  const call = await batchAnchor.challenge.populateTransaction(
    promised.facts,
    promised.signature,
    1,
    digest,
    group.getProof(0),
  );
  const challenge = await send(memberAt(consortium, SENDER), call);
  const { gas: anchor, header, tree } = await anchorBatch(scene, 1, leaves, await batchAnchor.batchHash(logId, 0));
  const id = await batchAnchor.challengeIdOf(logId, 1, digest);
  const inclusion = { logId, number: 1, header, sequence: 1, proof: tree.getProof(0) };
  const answer = await send(consortium.relayer, await batchAnchor.answer.populateTransaction(id, inclusion));
  return { anchor, challenge, answer };
}

/** A record of a full batch is promoted, and one of a full bundle that stands in it, too. */
async function measurePromotions(scene: Scene): Promise<Pick<AnchoringGas, "promote" | "promoteBundled">> {
  const { consortium, client, logId } = scene;
  const { batchAnchor, confidentialRegistry } = client.contracts;
  const sender = memberAt(consortium, SENDER);
  const deadline = (await timeOf(scene)) + 300;
  const sign = async (nonce: number): Promise<{ registration: object; facts: object; digest: string }> => {
    const registration = registrationOf(nonce);
    const recordId = await confidentialRegistry.idOf(registration, SENDER);
    const facts = { recordId, suite: 1, previous: ZERO, seat: SENDER, deadline };
    return { registration, facts, digest: digestOf(scene, "Quorate Records", REGISTRATION, facts) };
  };
  const single = await sign(300);
  await send(sender, await confidentialRegistry.register.populateTransaction(registrationOf(299), ownConsent(sender)));
  const items = await Promise.all(Array.from({ length: BUNDLE }, (_, index) => sign(400 + index)));
  const itemLeaves = items.map(({ digest }, index) => leafOf(["uint256", "bytes32"], [index, digest]));
  const itemTree = SimpleMerkleTree.of(itemLeaves, { sortLeaves: false });
  const bundle = { itemsRoot: itemTree.root, count: BUNDLE, seat: SENDER, nonce: 1, deadline };
  const digests = [single.digest, digestOf(scene, "Quorate Batches", BUNDLE_TYPES, bundle)];
  const first = 1 + BATCH;
  const leaves = leavesOf(scene, first, BATCH, digests);
  const { header, tree } = await anchorBatch(scene, 2, leaves, await batchAnchor.batchHash(logId, 1));
  const inclusionOf = (index: number): object => ({
    logId,
    number: 2,
    header,
    sequence: first + index,
    proof: tree.getProof(index),
  });
  const domain = domainOf(scene, "Quorate Records");
  const consent = {
    seat: SENDER,
    deadline,
    by: { signer: sender.address, signature: await sender.signTypedData(domain, REGISTRATION, single.facts) },
  };
  const encode = (verb: "promote" | "promoteBundled", values: readonly unknown[]): ContractTransaction => ({
    to: client.modules.confidentialRegistry,
    data: confidentialRegistry.interface.encodeFunctionData(verb, [...values]),
  });
  const promote = await send(consortium.relayer, encode("promote", [single.registration, consent, inclusionOf(0)]));
  const by = {
    signer: sender.address,
    signature: await sender.signTypedData(domainOf(scene, "Quorate Batches"), BUNDLE_TYPES, bundle),
  };
  const values = [items[0]?.registration, bundle, by, 0, itemTree.getProof(0), inclusionOf(1)];
  return { promote, promoteBundled: await send(consortium.relayer, encode("promoteBundled", values)) };
}

/** The batcher is suspended for a challenge, and after a vote for two promises of one number. */
async function measureEnds(scene: Scene): Promise<Pick<AnchoringGas, "conclude" | "proveConflict">> {
  const { consortium, client, logId } = scene;
  const { batchAnchor } = client.contracts;
  const next = 1 + 2 * BATCH;
  const missed = await promise(scene, next, leavesOf(scene, next, 1));
  await consortium.chain.mineBlocks(GRACE_BLOCKS);
  const call = batchAnchor.challenge;
  await send(
    memberAt(consortium, SENDER),
    await call.populateTransaction(missed.facts, missed.signature, next, recordAt(next), []),
  );
  const id = await batchAnchor.challengeIdOf(logId, next, recordAt(next));
  await consortium.chain.mineBlocks(ANSWER_BLOCKS + 1);
  const conclude = await send(consortium.relayer, await batchAnchor.conclude.populateTransaction(id));
  await decide(consortium, client.calls.batchAnchor.reinstate({ seat: 0n }));
  const [a, b] = [GROUP, GROUP - 1].map((count) => leavesOf(scene, next, count, [keccak256(toBeHex(count))]));
  const [one, other] = [await promise(scene, next, a ?? []), await promise(scene, next, b ?? [])];
  const proofs = [a, b].map((leaves) => SimpleMerkleTree.of([...(leaves ?? [])], { sortLeaves: false }).getProof(0));
  const proof = await batchAnchor.proveConflict.populateTransaction(
    one.facts,
    one.signature,
    keccak256(toBeHex(GROUP)),
    [...(proofs[0] ?? [])],
    other.facts,
    other.signature,
    keccak256(toBeHex(GROUP - 1)),
    [...(proofs[1] ?? [])],
    next,
  );
  return { conclude, proveConflict: await send(consortium.relayer, proof) };
}

async function anchorBatch(
  { consortium, client, logId }: Scene,
  number: number,
  leaves: readonly string[],
  previous: string,
): Promise<{ readonly gas: number; readonly header: Header; readonly tree: SimpleMerkleTree }> {
  const tree = SimpleMerkleTree.of([...leaves], { sortLeaves: false });
  const { batchAnchor } = client.contracts;
  const firstSequence = number === 0 ? 0 : 1 + (number - 1) * BATCH;
  const call = await batchAnchor.anchor.populateTransaction(logId, firstSequence, leaves.length, tree.root);
  const gas = await send(memberAt(consortium, BATCHER), call);
  const block = await consortium.chain.provider.getBlock("latest");
  const header = { root: tree.root, firstSequence, count: leaves.length, anchoredAt: block?.timestamp ?? 0, previous };
  return { gas, header, tree };
}

/** A promise that is late as soon as the blocks of grace have passed. */
async function promise(scene: Scene, firstSequence: number, leaves: readonly string[]) {
  const { consortium, logId } = scene;
  const facts = {
    logId,
    firstSequence,
    count: leaves.length,
    groupRoot: SimpleMerkleTree.of([...leaves], { sortLeaves: false }).root,
    deadline: await timeOf(scene),
    promisedAtBlock: await consortium.chain.provider.getBlockNumber(),
  };
  const domain = domainOf(scene, "Quorate Batches");
  return { facts, signature: await memberAt(consortium, BATCHER).signTypedData(domain, PROMISE, facts) };
}

function domainOf({ client }: Scene, name: "Quorate Batches" | "Quorate Records") {
  const { batchAnchor, confidentialRegistry } = client.modules;
  const verifyingContract = name === "Quorate Batches" ? batchAnchor : confidentialRegistry;
  return { name, version: "1", chainId: client.chainId, verifyingContract };
}

function digestOf(scene: Scene, name: "Quorate Batches" | "Quorate Records", types: Types, facts: object): string {
  return TypedDataEncoder.hash(domainOf(scene, name), types, facts);
}

function registrationOf(senderNonce: number) {
  const commitment = keccak256(toBeHex(senderNonce));
  return { group: 1, epoch: 1, senderNonce, contentRoot: commitment, bodyHash: commitment, suite: 1, previous: ZERO };
}

function ownConsent({ address }: Wallet) {
  return { seat: SENDER, deadline: 0, by: { signer: address, signature: "0x" } };
}

function leavesOf({ logId }: Scene, first: number, count: number, digests: readonly string[] = []): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    leafOf(["bytes32", "uint64", "bytes32"], [logId, first + index, digests[index] ?? recordAt(first + index)]),
  );
}

function leafOf(types: readonly string[], values: readonly unknown[]): string {
  return keccak256(concat([keccak256(AbiCoder.defaultAbiCoder().encode(types, values))]));
}

function recordAt(sequence: number): string {
  return keccak256(toBeHex(sequence, 32));
}

function groupOf(client: Client): BuiltCall {
  const seats = Array.from({ length: SEATS }, (_, seat) => BigInt(seat));
  return client.calls.groupDirectory.createGroup({ metadata: ANY, seats, mandatory: [0n], policy: measuredPolicy });
}

/** By vote. */
async function decide({ suite, members }: FoundedConsortium, call: BuiltCall): Promise<void> {
  const constitution = parseAddress(suite.constitution.address);
  const clients = await Promise.all(
    members.map((runner) => createClient({ runner, constitution, pollingIntervalMs: 10 })),
  );
  const [proposer, ...others] = clients;
  if (proposer === undefined) throw new RangeError("nobody proposes");
  const { proposalId } = await proposeInFavour(proposer, { calls: [call], description: "For the measurement" });
  for (const voter of others) {
    if ((await proposer.contracts.governor.state(proposalId)) === SUCCEEDED) break;
    await castBallot(voter, { proposalId, support: "for" });
  }
  await execute(proposer, { proposalId });
}

async function timeOf({ consortium }: Scene): Promise<number> {
  const block = await consortium.chain.provider.getBlock("latest");
  if (block === null) throw new Error("the chain has no block");
  return block.timestamp;
}

async function send(sender: Wallet, call: ContractTransaction): Promise<number> {
  const sent = await sender.sendTransaction(call);
  const receipt = await sent.wait();
  if (receipt === null) throw new Error("the transaction was not mined");
  return Number(receipt.gasUsed);
}

function memberAt({ members }: FoundedConsortium, seat: number): Wallet {
  const member = members[seat];
  if (member === undefined) throw new RangeError(`nobody has seat ${seat}`);
  return member;
}
