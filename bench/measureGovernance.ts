import type { PeerArtifacts } from "../test/peers/buildPeers.ts";
import { createOzGovernor } from "../test/peers/createOzGovernor.ts";
import { createSafe } from "../test/peers/createSafe.ts";
import { type GroupSize, measureSubject } from "../test/peers/measureSubject.ts";
import type { Cost, Subject } from "../test/peers/Subject.ts";
import type { SafeContracts } from "../test/support/safeAccount.ts";
import type { BallotGas, GovernanceCase, OurGas } from "./GovernanceReport.ts";

/** What is compared with what. */
interface Competition {
  readonly ours: Subject | null;
  readonly peers: PeerArtifacts;
  readonly publishedSafe: SafeContracts;
}

/** Measures ours and the peers with a group of one size. `report` is told what is being measured. */
export async function measureGovernance(
  competition: Competition,
  size: GroupSize,
  report: (progress: string) => void,
): Promise<GovernanceCase> {
  const { peers, publishedSafe } = competition;
  const measureWay = async (subject: Subject, way: "oneTx" | "steps"): Promise<readonly Cost[]> => {
    report(`${size.members} members, ${size.needed} needed: ${subject.name}`);
    const measurement = await measureSubject(subject, peers.ledger, size);
    return expectWay(subject, measurement[way]);
  };
  const measureSafe = async (name: string, contracts: SafeContracts, sender: "relayer" | "owner"): Promise<number> =>
    sumGas(await measureWay(createSafe(name, contracts, sender), "oneTx"));

  const ours = competition.ours === null ? null : await measureOurs(competition.ours, peers, size, report);
  const wizard = await measureWay(createOzGovernor(peers, "wizard"), "steps");
  const ozGovernor = {
    steps: sumGas(wizard),
    ballot: summarizeBallots(wizard),
    lean: sumGas(await measureWay(createOzGovernor(peers, "lean"), "steps")),
    timelock: sumGas(await measureWay(createOzGovernor(peers, "timelock"), "steps")),
  };
  const published = await measureSafe("Safe (published bytecode)", publishedSafe, "relayer");
  const recompiled = await measureSafe("Safe (recompiled)", peers.safe, "relayer");
  const publishedOwner = await measureSafe("Safe (published bytecode, an owner sends)", publishedSafe, "owner");
  const recompiledOwner = await measureSafe("Safe (recompiled, an owner sends)", peers.safe, "owner");
  const safe = {
    oneTx: Math.min(published, recompiled),
    published,
    recompiled,
    ownerExecutes: Math.min(publishedOwner, recompiledOwner),
  };
  const ratios =
    ours === null
      ? null
      : {
          oneTxToSafe: toRatio(ours.oneTx, safe.oneTx),
          oneTxToSafeOwnerExecutes: toRatio(ours.oneTx, safe.ownerExecutes),
          stepsToOzGovernor: toRatio(ours.steps, ozGovernor.steps),
          stepsToLeanOzGovernor: toRatio(ours.steps, ozGovernor.lean),
        };
  return { ...size, ours, ozGovernor, safe, ratios };
}

async function measureOurs(
  subject: Subject,
  peers: PeerArtifacts,
  size: GroupSize,
  report: (progress: string) => void,
): Promise<OurGas> {
  report(`${size.members} members, ${size.needed} needed: ${subject.name}`);
  const measurement = await measureSubject(subject, peers.ledger, size);
  const steps = expectWay(subject, measurement.steps);
  return {
    oneTx: sumGas(expectWay(subject, measurement.oneTx)),
    steps: sumGas(steps),
    ballot: summarizeBallots(steps),
  };
}

function expectWay(subject: Subject, costs: readonly Cost[] | null): readonly Cost[] {
  if (costs === null) throw new Error(`${subject.name} does not know the way that is measured`);
  return costs;
}

function sumGas(costs: readonly Cost[]): number {
  return Number(costs.reduce((sum, cost) => sum + cost.gas, 0n));
}

function summarizeBallots(costs: readonly Cost[]): BallotGas {
  const gas = costs.filter((cost) => cost.step === "ballot").map((cost) => Number(cost.gas));
  const deciding = gas.pop();
  if (deciding === undefined || gas.length === 0) throw new Error("a vote of fewer than two ballots tells nothing");
  return { cheapest: Math.min(...gas), dearest: Math.max(...gas), deciding };
}

/** Four decimals, rounded up: a limit that is kept after rounding is kept before. */
function toRatio(ours: number, peer: number): number {
  return Math.ceil((ours / peer) * 10_000) / 10_000;
}
