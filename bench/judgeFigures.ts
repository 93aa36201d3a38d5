import type { GovernanceReport } from "./GovernanceReport.ts";

/** One promise about a figure and whether it is kept. */
export interface Verdict {
  readonly promise: string;
  readonly limit: number;
  /** Null where nothing was measured: a promise that nobody measured is not kept. */
  readonly found: number | null;
  readonly kept: boolean;
}

/** A promise that a figure is at most so much, which was measured. */
export function judgeAtMost(promise: string, limit: number, found: number): Verdict {
  return { promise, limit, found, kept: found <= limit };
}

/** A storage slot written for the first time, cold: EIP-2929 and EIP-2200. */
const NEW_SLOT_GAS = 22_100;

/** EIP-170. */
const MAX_CODE_BYTES = 24_576;

const ONE_TRANSACTION_TO_SAFE: ReadonlyMap<number, number> = new Map([
  [16, 1.25],
  [40, 1.0],
  [200, 0.85],
]);

const STEPS_TO_OZ_GOVERNOR: ReadonlyMap<number, number> = new Map([
  [4, 0.75],
  [16, 0.68],
  [40, 0.65],
]);

const SMALL = 4;
const LARGE = 200;

/** Compares a report with what the contracts promise. */
export function judgeFigures(report: GovernanceReport): readonly Verdict[] {
  const byMembers = new Map(report.cases.map((measured) => [measured.members, measured]));
  const verdicts: Verdict[] = [];
  const judge = (promise: string, limit: number, found: number | undefined): void => {
    verdicts.push({ promise, limit, found: found ?? null, kept: found !== undefined && found <= limit });
  };
  for (const [members, limit] of ONE_TRANSACTION_TO_SAFE) {
    const found = byMembers.get(members)?.ratios?.oneTxToSafe;
    judge(`one transaction / Safe at ${members} members`, limit, found);
  }
  for (const [members, limit] of STEPS_TO_OZ_GOVERNOR) {
    const found = byMembers.get(members)?.ratios?.stepsToOzGovernor;
    judge(`step by step / OpenZeppelin Governor at ${members} members`, limit, found);
  }
  const small = byMembers.get(SMALL)?.ours?.ballot;
  const large = byMembers.get(LARGE)?.ours?.ballot;
  const difference = (of: number | undefined, from: number | undefined): number | undefined =>
    of === undefined || from === undefined ? undefined : of - from;
  judge(
    `the dearest ballot at ${LARGE} members, less the cheapest at ${SMALL}`,
    NEW_SLOT_GAS,
    difference(large?.dearest, small?.cheapest),
  );
  judge(
    `the deciding ballot at ${LARGE} members, less the one at ${SMALL}`,
    NEW_SLOT_GAS,
    difference(large?.deciding, small?.deciding),
  );
  for (const [contract, bytes] of Object.entries(report.sizes)) judge(`bytes of ${contract}`, MAX_CODE_BYTES, bytes);
  return verdicts;
}
