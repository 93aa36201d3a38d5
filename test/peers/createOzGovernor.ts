import { id, type Wallet } from "ethers";

import { deployContract } from "../support/deployContract.ts";
import { sendTransaction } from "../support/sendTransaction.ts";
import type { PeerArtifacts } from "./buildPeers.ts";
import type { Chain } from "./openChain.ts";
import type { Action, Cost, Electorate, Session, Step, Subject } from "./Subject.ts";

/**
 * How OpenZeppelin's Governor is put together.
 *
 * * `wizard`: Settings, CountingSimple, Votes and VotesQuorumFraction, as OpenZeppelin's own wizard does. Its numbers can be
 *   changed by vote, as ours can: this is the peer.
 * * `lean`: CountingSimple and Votes with every number part of the code. Nothing cheaper can be made of the same parts.
 * * `timelock`: the wizard's, executing through a TimelockController.
 */
export type OzGovernorVariant = "wizard" | "lean" | "timelock";

/** More blocks than ballots: each ballot is a block of its own. */
const VOTING_PERIOD_BLOCKS = 1_000;
const TIMELOCK_DELAY_SECONDS = 1;
const SEATS_PER_TRANSACTION = 50;
const FOR = 1;

/**
 * OpenZeppelin's Governor 5.7 with an ERC20Votes token: one vote each, delegated beforehand. `needed` votes are the quorum.
 * The first member proposes, `needed` members vote for it, anybody executes after the voting period.
 */
export function createOzGovernor(artifacts: PeerArtifacts, variant: OzGovernorVariant): Subject {
  return {
    name: `OpenZeppelin Governor (${variant})`,
    deploy: async (chain, electorate) => {
      const seats = await deploySeats(chain, artifacts, electorate);
      const deployed = await deployGovernor(chain, artifacts, variant, seats, electorate);
      return {
        authority: deployed.timelock ?? deployed.governor,
        steps: (action) => takeSteps(chain, artifacts, deployed, electorate, action),
      } satisfies Session;
    },
  };
}

interface Deployed {
  readonly governor: string;
  readonly timelock: string | null;
}

async function deploySeats(chain: Chain, artifacts: PeerArtifacts, { members }: Electorate): Promise<string> {
  const seats = await deployContract(chain.relayer, artifacts.seats, [members.length]);
  for (let start = 0; start < members.length; start += SEATS_PER_TRANSACTION) {
    const part = members.slice(start, start + SEATS_PER_TRANSACTION).map((member) => member.address);
    await sendTransaction(chain.relayer, { to: seats, data: artifacts.seats.abi.encodeFunctionData("seat", [part]) });
  }
  return seats;
}

async function deployGovernor(
  chain: Chain,
  artifacts: PeerArtifacts,
  variant: OzGovernorVariant,
  seats: string,
  { members, needed }: Electorate,
): Promise<Deployed> {
  const quorumBps = Math.ceil((needed * 10_000) / members.length);
  switch (variant) {
    case "wizard": {
      const settings = [seats, VOTING_PERIOD_BLOCKS, quorumBps];
      return { governor: await deployContract(chain.relayer, artifacts.governor, settings), timelock: null };
    }
    case "lean": {
      const settings = [seats, VOTING_PERIOD_BLOCKS, needed];
      return { governor: await deployContract(chain.relayer, artifacts.leanGovernor, settings), timelock: null };
    }
    case "timelock": {
      const admin = chain.relayer.address;
      const timelock = await deployContract(chain.relayer, artifacts.timelock, [TIMELOCK_DELAY_SECONDS, [], [], admin]);
      const settings = [seats, VOTING_PERIOD_BLOCKS, quorumBps, timelock];
      const governor = await deployContract(chain.relayer, artifacts.timelockGovernor, settings);
      for (const role of ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"]) {
        const data = artifacts.timelock.abi.encodeFunctionData("grantRole", [id(role), governor]);
        await sendTransaction(chain.relayer, { to: timelock, data });
      }
      return { governor, timelock };
    }
  }
}

async function takeSteps(
  chain: Chain,
  artifacts: PeerArtifacts,
  { governor, timelock }: Deployed,
  { members, needed }: Electorate,
  action: Action,
): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  const { abi } = artifacts.governor;
  const send = async (step: Step, sender: Wallet, verb: string, values: readonly unknown[]): Promise<void> => {
    const receipt = await sendTransaction(sender, { to: governor, data: abi.encodeFunctionData(verb, values) });
    costs.push({ step, gas: receipt.gasUsed });
  };
  const [proposer] = members;
  if (proposer === undefined) throw new Error("a group needs members");
  const calls = [[action.target], [0], [action.data]];
  const settled = [...calls, id(action.description)];

  await send("propose", proposer, "propose", [...calls, action.description]);
  const proposal = await chain.provider.call({ to: governor, data: abi.encodeFunctionData("hashProposal", settled) });
  for (const voter of members.slice(0, needed)) await send("ballot", voter, "castVote", [proposal, FOR]);
  await chain.mineBlocks(VOTING_PERIOD_BLOCKS);
  if (timelock !== null) {
    await send("queue", chain.relayer, "queue", settled);
    await chain.mineBlocks(TIMELOCK_DELAY_SECONDS + 1);
  }
  await send("execute", chain.relayer, "execute", settled);
  return costs;
}
