// A hardhat node with a consortium of 33 members, for the benchmark alone. Prints where it is and serves until its input ends.

import { getAddress, keccak256 } from "ethers";

import { buildPeers } from "../../../test/peers/buildPeers.ts";
import { openNode } from "../../../test/support/batcher/openNode.ts";
import { deployContract } from "../../../test/support/deployContract.ts";
import { acceptState, deploySuite } from "../../../test/support/deploySuite.ts";
import { SIGNERS, type Site } from "./Site.ts";

const CHAIN_ID = 31_910;
const BATCHER_DUTY = 1;

const chain = await openNode(CHAIN_ID);
const members = await chain.createMembers(SIGNERS + 1);
const founders = members.map(({ address }, seat) => ({
  cold: getAddress(`0x${keccak256(address).slice(-40)}`),
  hot: [address],
  duties: seat === 0 ? BATCHER_DUTY : 0,
}));
const suite = await deploySuite(chain.relayer, founders);
for (const [seat, member] of members.entries()) await acceptState(member, suite, seat);
const { sink } = await buildPeers();
const [batcher, ...signers] = members;
const site: Site = {
  url: chain.url,
  chainId: CHAIN_ID,
  constitution: suite.constitution.address.toLowerCase(),
  registry: suite.records.address.toLowerCase(),
  anchor: suite.anchor.address.toLowerCase(),
  executor: suite.executor.address.toLowerCase(),
  sink: (await deployContract(chain.relayer, sink)).toLowerCase(),
  batcherSecret: batcher?.privateKey ?? "",
  signerSecrets: signers.map(({ privateKey }) => privateKey),
};
process.stdout.write(`${JSON.stringify(site)}\n`);
process.stdin.resume().on("end", () => process.exit(0));
