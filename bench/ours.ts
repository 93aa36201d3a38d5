import { concat, getAddress, id, keccak256, Signature, toBeHex, type Wallet, ZeroHash } from "ethers";
import type { Chain } from "../test/peers/openChain.ts";
import type { Action, Cost, Electorate, Session, Step, Subject } from "../test/peers/Subject.ts";
import { acceptState, callModule, deploySuite, MAJORITY, type Suite } from "../test/support/deploySuite.ts";

const FOR = 1;
const LEDGER_WORDS = 2;
const DEADLINE = 4_102_444_800;
const BALLOT_TYPES = {
  MemberBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
  ],
};

/**
 * Our own half of the comparison: the shipped contracts, every feature on. Members are seats of one ECDSA key; the action's
 * rule is more than half of all weight. Step by step the first member opens the proposal in favour, which is its ballot, and the others vote; in
 * one transaction a relayer brings ballots that were signed off line.
 */
export const OURS: Subject = {
  name: "Quorate",
  deploy: async (chain, electorate) => {
    const founders = electorate.members.map(({ address }) => ({ cold: toCold(address), hot: [address] }));
    const suite = await deploySuite(chain.relayer, founders);
    for (const [seat, member] of electorate.members.entries()) await acceptState(member, suite, seat);
    return {
      authority: suite.governor.address,
      adopt: (target) => adoptTarget(chain, suite, electorate, target),
      proposalIsBallot: true,
      steps: (action) => takeSteps(chain, suite, electorate, action),
      oneTx: (action) => enact(chain, suite, electorate, action),
    } satisfies Session;
  },
};

/** Members manage their keys with an account that never signs here. */
function toCold(address: string): string {
  return getAddress(`0x${keccak256(address).slice(-40)}`);
}

async function adoptTarget(chain: Chain, suite: Suite, electorate: Electorate, target: string): Promise<void> {
  const selector = id("record(uint256,uint256)").slice(0, 10);
  const subject = toBeHex(target, 32);
  const values = [subject, selector, LEDGER_WORDS, MAJORITY];
  const data = suite.constitution.artifact.abi.encodeFunctionData("setRule", values);
  const action = { target: suite.constitution.address, data, description: "Adopt the ledger" };
  await enact(chain, suite, electorate, action);
}

async function takeSteps(
  chain: Chain,
  suite: Suite,
  { members, needed }: Electorate,
  { target, data, description }: Action,
): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  const send = async (step: Step, sender: Wallet, verb: string, values: readonly unknown[]): Promise<void> => {
    const receipt = await callModule(sender, suite.governor, verb, values);
    costs.push({ step, gas: receipt.gasUsed });
  };
  const [proposer] = members;
  if (proposer === undefined) throw new Error("a group needs members");
  const calls = [{ target, value: 0, data }];
  const proposalId = await readId(chain, suite, calls, description);

  await send("propose", proposer, "openInFavour", [calls, description, ZeroHash, ZeroHash]);
  for (const voter of members.slice(1, needed)) await send("ballot", voter, "castVote", [proposalId, FOR]);
  await send("execute", chain.relayer, "executeProposal", [proposalId, calls, ZeroHash, id(description)]);
  return costs;
}

async function enact(
  chain: Chain,
  suite: Suite,
  { members, needed }: Electorate,
  { target, data, description }: Action,
): Promise<readonly Cost[]> {
  const calls = [{ target, value: 0, data }];
  const proposalId = await readId(chain, suite, calls, description);
  const { chainId } = await chain.provider.getNetwork();
  const domain = { name: "Quorate Governor", version: "1", chainId, verifyingContract: suite.governor.address };
  const ballot = { proposalId, support: FOR, nonce: 0, deadline: DEADLINE };
  const ballots: string[] = [];
  for (const [seat, voter] of members.slice(0, needed).entries()) {
    const { r, yParityAndS } = Signature.from(await voter.signTypedData(domain, BALLOT_TYPES, ballot));
    ballots.push(concat([toBeHex((FOR << 14) | seat, 2), r, yParityAndS]));
  }
  const values = [calls, description, ZeroHash, 0, DEADLINE, concat(ballots), []];
  const receipt = await callModule(chain.relayer, suite.governor, "enact", values);
  return [{ step: "enact", gas: receipt.gasUsed }];
}

async function readId(chain: Chain, suite: Suite, calls: readonly unknown[], description: string): Promise<bigint> {
  const { abi } = suite.governor.artifact;
  const data = abi.encodeFunctionData("idOf", [calls, id(description), ZeroHash, 0]);
  const answer = await chain.provider.call({ to: suite.governor.address, data });
  return BigInt(abi.decodeFunctionResult("idOf", answer)[0]);
}
