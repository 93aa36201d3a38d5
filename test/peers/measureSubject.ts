import { toBeHex } from "ethers";

import type { ContractArtifact } from "../support/ContractArtifact.ts";
import { deployContract } from "../support/deployContract.ts";
import { type Chain, openChain } from "./openChain.ts";
import type { Action, Cost, Session, Step, Subject } from "./Subject.ts";

/** What the transactions of each way cost; null where the subject does not know that way. */
export interface Measurement {
  readonly oneTx: readonly Cost[] | null;
  readonly steps: readonly Cost[] | null;
}

/** How large the group is and how many of it must say yes. */
export interface GroupSize {
  readonly members: number;
  readonly needed: number;
}

/** What every action writes: where nothing was before. */
const VALUE = 7n;

/**
 * Measures one subject on a chain of its own. Each way is gone twice and the second time counts, because nobody founds a
 * group for one decision: a Safe's nonce, our journal and their like are in use by then. Each time the ledger must be empty
 * before and written afterwards, and the transactions must be those of a vote by `needed` members: the cost of a call that
 * did nothing is never taken for a result.
 */
export async function measureSubject(
  subject: Subject,
  ledger: ContractArtifact,
  size: GroupSize,
): Promise<Measurement> {
  const chain = await openChain();
  const electorate = { members: await chain.createMembers(size.members), needed: size.needed };
  const session = await subject.deploy(chain, electorate);
  const target = await deployContract(chain.relayer, ledger, [session.authority]);
  await session.adopt?.(target);

  let lastKey = 0n;
  const goTwice = async (way: Session["steps"], expected: readonly Step[]): Promise<readonly Cost[] | null> => {
    if (way === undefined) return null;
    await go(subject, chain, ledger, target, ++lastKey, way);
    const costs = await go(subject, chain, ledger, target, ++lastKey, way);
    const taken = costs.map((cost) => cost.step).filter((step) => step !== "queue");
    if (taken.join() !== expected.join()) {
      throw new Error(`${subject.name} took the steps ${taken.join(", ")} instead of ${expected.join(", ")}`);
    }
    return costs;
  };
  const apart = size.needed - (session.proposalIsBallot === true ? 1 : 0);
  const ballots = Array.from({ length: apart }, (): Step => "ballot");
  return {
    oneTx: await goTwice(session.oneTx, ["enact"]),
    steps: await goTwice(session.steps, ["propose", ...ballots, "execute"]),
  };
}

async function go(
  subject: Subject,
  chain: Chain,
  ledger: ContractArtifact,
  target: string,
  key: bigint,
  way: (action: Action) => Promise<readonly Cost[]>,
): Promise<readonly Cost[]> {
  const readLedger = async (): Promise<bigint> =>
    BigInt(await chain.provider.call({ to: target, data: ledger.abi.encodeFunctionData("recorded", [key]) }));
  if ((await readLedger()) !== 0n) throw new Error(`key ${key} of the ledger is not empty`);
  const costs = await way({
    target,
    data: ledger.abi.encodeFunctionData("record", [key, VALUE]),
    description: `Record ${VALUE} under ${toBeHex(key)}`,
  });
  if ((await readLedger()) !== VALUE) throw new Error(`${subject.name} did not carry out the action`);
  return costs;
}
