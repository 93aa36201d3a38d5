// What confidential records cost on chain, in gas of whole transactions, intrinsic costs included; one line of JSON.
//
//   npx hardhat build && node bench/confidentialGas.ts

import {
  AbiCoder,
  hexlify,
  Interface,
  keccak256,
  type TypedDataField,
  toUtf8Bytes,
  type Wallet,
  ZeroHash,
} from "ethers";

import { callModule, type DeployedModule } from "../test/support/deploySuite.ts";
import { type FoundedConsortium, foundConsortium } from "../test/support/foundConsortium.ts";

const PARTIES = 10;
const NEVER = 2n ** 48n - 1n;
const DAY = 86_400;
const GAS_LIMIT = "0x1000000";
/** Of X25519: below the prime, and of no small order. */
const publicKey = keccak256("0x03").replace(/..$/, "00");
const coder = AbiCoder.defaultAbiCoder();

interface Bench {
  readonly consortium: FoundedConsortium;
  readonly records: DeployedModule;
  readonly keys: DeployedModule;
  readonly groups: DeployedModule;
  readonly chainId: bigint;
}

interface Opening {
  readonly index: number;
  readonly valueType: number;
  readonly salt: string;
  readonly path: string;
  readonly value: string;
}

type Figures = Record<string, number>;

process.stdout.write(`${JSON.stringify(await measure())}\n`);

async function measure(): Promise<Figures> {
  const bench = await install();
  const first = await createGroup(bench, 0n);
  const figures: Figures = {};
  await register(bench, first, 0n);
  figures.registerNewNonceWord = (await register(bench, first, 256n)).gas;
  figures.register = (await register(bench, first, 257n)).gas;
  figures.registerFollowingNewNonceWord = (await register(bench, first, 1024n, keccak256("0x01"))).gas;
  figures.registerByItself = (await register(bench, first, 258n, ZeroHash, true)).gas;

  const plain = await register(bench, first, 259n);
  figures.acknowledgeFirst = await acknowledge(bench, plain.id, 1);
  figures.acknowledge = await acknowledge(bench, plain.id, 2);
  const all = await register(bench, first, 260n);
  figures.acknowledgeBatched10Each = (await acknowledgeAll(bench, all.id)) / PARTIES;
  const strict = await createGroup(bench, 0x00_03_00_02_00_01n);
  const mandatory = await register(bench, strict, 261n);
  figures.acknowledgeBatched10EachWith3Mandatory = (await acknowledgeAll(bench, mandatory.id)) / PARTIES;

  figures.registerKey = await registerKey(bench, 9);
  figures.grantBy2 = await grant(bench, all.id);
  await disclose(bench, first, figures);
  const disputed = await register(bench, first, 262n);
  figures.reject = await reject(bench, disputed.id);
  figures.shredBy3 = await shred(bench, all.id);
  return figures;
}

async function install(): Promise<Bench> {
  const consortium = await foundConsortium(PARTIES + 1);
  const { suite, chain } = consortium;
  const { chainId } = await chain.provider.getNetwork();
  return { consortium, records: suite.records, keys: suite.keys, groups: suite.groups, chainId };
}

/** In the name of governance. */
async function decree(
  { chain, suite }: FoundedConsortium,
  module: DeployedModule,
  verb: string,
  values: readonly unknown[],
): Promise<void> {
  const from = suite.governor.address;
  await chain.ask("hardhat_impersonateAccount", from);
  await chain.ask("hardhat_setBalance", from, "0x56bc75e2d63100000");
  const data = module.artifact.abi.encodeFunctionData(verb, values);
  await chain.ask("eth_sendTransaction", { from, to: module.address, data, gas: GAS_LIMIT });
}

async function createGroup({ consortium, groups }: Bench, mandatory: bigint): Promise<number> {
  const policy = [PARTIES, 14, false, false, 7 * DAY, 2 * DAY, 0, DAY, 3, 2, 0];
  await decree(consortium, groups, "createGroup", [ZeroHash, [[2n ** 10n - 1n, 0n]], mandatory, policy]);
  const { provider } = consortium.chain;
  const data = groups.artifact.abi.encodeFunctionData("groupCount", []);
  return Number(await provider.call({ to: groups.address, data }));
}

// ---------------------------------------------------------------- signing

async function sign(
  { consortium, chainId }: Bench,
  module: { readonly address: string; readonly name: string },
  seat: number,
  [type, fields, values]: readonly [string, string, Readonly<Record<string, unknown>>],
): Promise<readonly unknown[]> {
  const types: TypedDataField[] = `${fields},uint16 seat,uint48 deadline`.split(",").map((each) => {
    const [kind = "", name = ""] = each.split(" ");
    return { name, type: kind };
  });
  const domain = { name: module.name, version: "1", chainId, verifyingContract: module.address };
  const member = memberOf(consortium, seat);
  const signature = await member.signTypedData(domain, { [type]: types }, { ...values, seat, deadline: NEVER });
  return [seat, NEVER, [member.address, signature]];
}

function memberOf({ members }: FoundedConsortium, seat: number): Wallet {
  const member = members[seat];
  if (member === undefined) throw new RangeError(`there is no member ${seat}`);
  return member;
}

function byRegistry(
  bench: Bench,
  seat: number,
  message: readonly [string, string, Readonly<Record<string, unknown>>],
): Promise<readonly unknown[]> {
  return sign(bench, { address: bench.records.address, name: "Quorate Records" }, seat, message);
}

async function send(bench: Bench, verb: string, values: readonly unknown[], sender?: Wallet): Promise<number> {
  const receipt = await callModule(sender ?? bench.consortium.relayer, bench.records, verb, values);
  return Number(receipt.gasUsed);
}

// ---------------------------------------------------------------- records

async function register(
  bench: Bench,
  group: number,
  senderNonce: bigint,
  previous = ZeroHash,
  isDirect = false,
  contentRoot = keccak256(coder.encode(["uint256"], [senderNonce])),
): Promise<{ readonly id: string; readonly gas: number }> {
  const registration = [group, 1, senderNonce, contentRoot, keccak256(contentRoot), 1, previous];
  const id = await idOf(bench, registration);
  const sender = memberOf(bench.consortium, 0);
  const consent = isDirect
    ? [0, 0, [sender.address, "0x"]]
    : await byRegistry(bench, 0, [
        "Registration",
        "bytes32 recordId,uint8 suite,bytes32 previous",
        { recordId: id, suite: 1, previous },
      ]);
  return { id, gas: await send(bench, "register", [registration, consent], isDirect ? sender : undefined) };
}

async function idOf({ consortium, records }: Bench, registration: readonly unknown[]): Promise<string> {
  const data = records.artifact.abi.encodeFunctionData("idOf", [registration, 0]);
  return consortium.chain.provider.call({ to: records.address, data });
}

async function ackOf(bench: Bench, recordId: string, seat: number): Promise<readonly unknown[]> {
  return byRegistry(bench, seat, ["Ack", "bytes32 recordId", { recordId }]);
}

async function acknowledge(bench: Bench, recordId: string, seat: number): Promise<number> {
  return send(bench, "acknowledge", [recordId, await ackOf(bench, recordId, seat)]);
}

async function acknowledgeAll(bench: Bench, recordId: string): Promise<number> {
  const acks: unknown[] = [];
  for (let seat = 0; seat < PARTIES; seat += 1) acks.push([recordId, await ackOf(bench, recordId, seat)]);
  return send(bench, "acknowledgeAll", [acks]);
}

async function reject(bench: Bench, recordId: string): Promise<number> {
  const evidenceHash = keccak256("0x02");
  const fields = "bytes32 recordId,uint8 reason,bytes32 evidenceHash";
  const consent = await byRegistry(bench, 3, ["Rejection", fields, { recordId, reason: 1, evidenceHash }]);
  return send(bench, "reject", [recordId, 1, evidenceHash, consent]);
}

async function shred(bench: Bench, recordId: string): Promise<number> {
  const consents: unknown[] = [];
  for (let seat = 0; seat < 3; seat += 1) {
    consents.push(await byRegistry(bench, seat, ["Shred", "bytes32 recordId", { recordId }]));
  }
  return send(bench, "shred", [recordId, consents]);
}

async function registerKey(bench: Bench, seat: number): Promise<number> {
  const member = memberOf(bench.consortium, seat);
  const key = [1, 0, 0, Math.floor(Date.now() / 1000) + 365 * DAY, publicKey];
  const receipt = await callModule(member, bench.keys, "registerKey", [key, [seat, 0, [member.address, "0x"]]]);
  return Number(receipt.gasUsed);
}

async function grant(bench: Bench, recordId: string): Promise<number> {
  const typehash = keccak256(toUtf8Bytes("EncryptionKey(uint8 suite,bytes publicKey)"));
  const keyId = keccak256(coder.encode(["bytes32", "uint8", "bytes32"], [typehash, 1, keccak256(publicKey)]));
  const slotHash = keccak256("0x04");
  const fields = "bytes32 recordId,bytes32 keyId,bytes32 slotHash";
  const consents: unknown[] = [];
  for (const seat of [1, 2]) {
    consents.push(await byRegistry(bench, seat, ["Grant", fields, { recordId, keyId, slotHash }]));
  }
  return send(bench, "grant", [recordId, keyId, slotHash, consents]);
}

// ---------------------------------------------------------------- disclosure

/** One and eight of forty fields, in a tree of 64 leaves, as an auditor's transaction would pay. */
async function disclose(bench: Bench, group: number, figures: Figures): Promise<void> {
  const senderNonce = 300n;
  const typehash = keccak256(
    toUtf8Bytes(
      "RecordContext(uint256 chainId,address registry,uint32 group,uint32 epoch,uint16 sender,uint256 senderNonce)",
    ),
  );
  const context = keccak256(
    coder.encode(
      ["bytes32", "uint256", "address", "uint32", "uint32", "uint16", "uint256"],
      [typehash, bench.chainId, bench.records.address, group, 1, 0, senderNonce],
    ),
  );
  const openings = Array.from({ length: 40 }, (_, index): Opening => {
    const path = hexlify(toUtf8Bytes(`CdtTrfTxInf/${index}`));
    return { index, valueType: 1, salt: keccak256(`0x${(index + 16).toString(16)}`), path, value: keccak256(path) };
  });
  const nodes: string[] = Array.from({ length: 128 }, () => ZeroHash);
  for (let index = 0; index < 64; index += 1) {
    const opening = openings[index];
    nodes[64 + index] =
      opening === undefined ? keccak256(`0x${(index + 16).toString(16)}aa`) : leafOf(context, opening);
  }
  for (let node = 63; node > 0; node -= 1) nodes[node] = pair(nodes[2 * node] ?? "", nodes[2 * node + 1] ?? "");
  const { id } = await register(bench, group, senderNonce, ZeroHash, false, nodes[1]);
  for (const shown of [[7], [0, 5, 9, 14, 20, 27, 33, 38]]) {
    const { proof, flags } = prove(nodes, shown);
    const open = shown.map((index) => openings[index]).map((each) => each && Object.values(each));
    const data = new Interface(bench.records.artifact.abi.fragments).encodeFunctionData("verifyDisclosure", [
      id,
      [senderNonce, nodes[1], keccak256(nodes[1] ?? "")],
      open,
      proof,
      flags,
    ]);
    figures[`verifyDisclosure${shown.length}`] = Number(
      await bench.consortium.chain.provider.estimateGas({ to: bench.records.address, data }),
    );
  }
}

function leafOf(context: string, { index, valueType, salt, path, value }: Opening): string {
  const typehash = keccak256(
    toUtf8Bytes(
      "RecordLeaf(bytes32 recordContext,uint32 index,bytes32 pathHash,uint8 valueType,bytes32 salt,bytes32 valueHash)",
    ),
  );
  return keccak256(
    keccak256(
      coder.encode(
        ["bytes32", "bytes32", "uint32", "bytes32", "uint8", "bytes32", "bytes32"],
        [typehash, context, index, keccak256(path), valueType, salt, keccak256(value)],
      ),
    ),
  );
}

function pair(a: string, b: string): string {
  return keccak256(a < b ? `${a}${b.slice(2)}` : `${b}${a.slice(2)}`);
}

function prove(nodes: readonly string[], shown: readonly number[]): { proof: string[]; flags: boolean[] } {
  const proof: string[] = [];
  const flags: boolean[] = [];
  let wanted = shown.map((index) => 64 + index);
  while (wanted[0] !== 1) {
    const parents: number[] = [];
    for (let place = 0; place < wanted.length; place += 1) {
      const node = wanted[place] ?? 0;
      const isPair = wanted[place + 1] === (node ^ 1);
      flags.push(isPair);
      if (isPair) place += 1;
      else proof.push(nodes[node ^ 1] ?? "");
      parents.push(node >> 1);
    }
    wanted = parents;
  }
  return { proof, flags };
}
