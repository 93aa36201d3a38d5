import { encodeBytes32String, type Signer, type TransactionReceipt, ZeroHash } from "ethers";

import { governedActions } from "../../scripts/founding/governedActions.ts";
import { fillArguments, type PlannedContract, placesIn } from "../../scripts/modules/PlannedContract.ts";
import { listSuiteContracts, SEALED_MODULES } from "../../scripts/modules/suiteContracts.ts";
import type { ContractArtifact } from "./ContractArtifact.ts";
import { deployContract } from "./deployContract.ts";
import { readArtifact } from "./readArtifact.ts";
import { sendTransaction } from "./sendTransaction.ts";

/** The eight components of a rule, as the contracts take them. */
export interface RuleTerms {
  readonly quorum: number;
  readonly threshold: number;
  readonly vetoDuties: number;
  readonly votingPeriod: number;
  readonly executionDelay: number;
  readonly executionWindow: number;
  readonly lateExtension: number;
  readonly proposerDuties: number;
}

/** A founding member: who manages its keys, and which accounts act for it in every scope. */
export interface FoundingMember {
  readonly cold: string;
  readonly hot: readonly string[];
  readonly weight?: number;
  readonly ballotsNeeded?: number;
  readonly duties?: number;
}

/** A module of the suite where it was deployed. */
export interface DeployedModule {
  readonly address: string;
  readonly artifact: ContractArtifact;
}

/** The suite as it stands after founding. `governor` has the ABI of `IQuorateGovernor`. */
export interface Suite {
  readonly constitution: DeployedModule;
  readonly members: DeployedModule;
  readonly accession: DeployedModule;
  readonly guardians: DeployedModule;
  readonly governor: DeployedModule;
  readonly groups: DeployedModule;
  readonly keys: DeployedModule;
  readonly records: DeployedModule;
  readonly anchor: DeployedModule;
  readonly executor: DeployedModule;
}

/** More than half of all weight, at once: the plainest rule there is. */
export const MAJORITY: RuleTerms = {
  quorum: 5001,
  threshold: 5001,
  vetoDuties: 0,
  votingPeriod: 3 * 86_400,
  executionDelay: 0,
  executionWindow: 7 * 86_400,
  lateExtension: 0,
  proposerDuties: 0,
};

const ALL_SCOPES = 15;
const FOREVER = 2 ** 40 - 1;
const FOUNDERS_PER_TRANSACTION = 20;
const UINT = 1;
const DURATION = 3;
const TWO_THIRDS = 6666;

/**
 * Deploys the suite and seals it: one rule for everything, the parameters that the suite itself reads, the given founders.
 * Nobody has accepted yet. For tests and measurements; people deploy with `scripts/deploy.ts`.
 */
export async function deploySuite(
  deployer: Signer,
  founders: readonly FoundingMember[],
  rule: RuleTerms = MAJORITY,
): Promise<Suite> {
  const moduleAt = await deployPlanned(deployer, listSuiteContracts(TWO_THIRDS));
  const [constitution, members] = [moduleAt("Constitution"), moduleAt("MemberRegistry")];
  const governor = {
    address: moduleAt("Governor").address,
    artifact: await readArtifact("interfaces/IQuorateGovernor"),
  };

  await callModule(deployer, constitution, "layRules", [layRules(rule)]);
  await callModule(deployer, constitution, "layParameters", [layParameters()]);
  for (let start = 0; start < founders.length; start += FOUNDERS_PER_TRANSACTION) {
    const part = founders.slice(start, start + FOUNDERS_PER_TRANSACTION).map(toFounder);
    await callModule(deployer, members, "enroll", [part]);
  }
  await callModule(deployer, constitution, "seal", [
    SEALED_MODULES.map(encodeBytes32String),
    SEALED_MODULES.map((name) => moduleAt(name).address),
  ]);
  return {
    constitution,
    members,
    accession: moduleAt("Accession"),
    guardians: moduleAt("Guardians"),
    governor,
    groups: moduleAt("GroupDirectory"),
    keys: moduleAt("KeyDirectory"),
    records: moduleAt("ConfidentialRegistry"),
    anchor: moduleAt("BatchAnchor"),
    executor: moduleAt("BatchExecutor"),
  };
}

/** Deploys contracts in their order, beside those that stand already; finds what was deployed by name. */
export async function deployPlanned(
  deployer: Signer,
  planned: readonly PlannedContract[],
  standing: ReadonlyMap<string, string> = new Map(),
): Promise<(name: string) => DeployedModule> {
  const deployed = new Map<string, DeployedModule>();
  const places = new Map(standing);
  for (const contract of planned) {
    const artifact = await readArtifact(`${contract.domain}/${contract.name}`);
    const address = await deployContract(deployer, artifact, fillArguments(contract, placesIn(places)));
    deployed.set(contract.name, { address, artifact });
    places.set(contract.name, address);
  }
  return placesIn(deployed);
}

/** Lets the member of `seat` accept the current state with a key that may vote, or with its cold account. */
export async function acceptState(signer: Signer, suite: Suite, seat: number): Promise<void> {
  const { abi } = suite.accession.artifact;
  const answer = await signer.call({
    to: suite.accession.address,
    data: abi.encodeFunctionData("currentState", []),
  });
  const [state] = abi.decodeFunctionResult("currentState", answer);
  await callModule(signer, suite.accession, "accept", [seat, [...state], 0, await signer.getAddress(), "0x"]);
}

/** Sends one transaction to a module. */
export async function callModule(
  sender: Signer,
  module: DeployedModule,
  verb: string,
  values: readonly unknown[],
): Promise<TransactionReceipt> {
  const data = module.artifact.abi.encodeFunctionData(verb, values);
  return sendTransaction(sender, { to: module.address, data });
}

function layRules(rule: RuleTerms): readonly unknown[] {
  const fallback = { subject: ZeroHash, selector: "0x00000000", words: 0, keyed: false, firstWord: ZeroHash, rule };
  const actions = governedActions.map(({ module, selector, words }) => ({
    subject: encodeBytes32String(module),
    selector,
    words,
    keyed: false,
    firstWord: ZeroHash,
    rule,
  }));
  return [fallback, ...actions];
}

function layParameters(): readonly unknown[] {
  const parameter = (kind: number, value: number, key: string, unit: string): unknown => ({
    key: encodeBytes32String(key),
    value,
    bounds: { kind, min: 1, max: 365 * 86_400, maxStep: 0, coolDown: 1, unit: encodeBytes32String(unit) },
  });
  const days = (value: number, key: string): unknown => parameter(DURATION, value * 86_400, key, "s");
  const number = (value: number, key: string, unit: string): unknown => parameter(UINT, value, key, unit);
  return [
    days(1, "member.keyCoolDown"),
    days(3, "guardian.sunset"),
    days(30, "guardian.coolDown"),
    days(7, "records.keyOverlap"),
    days(1, "batch.lateness"),
    number(4096, "batch.maxRecords", "records"),
    number(5, "batch.graceBlocks", "blocks"),
    number(20, "batch.answerBlocks", "blocks"),
    number(1_000_000, "batch.callGas", "gas"),
  ];
}

function toFounder(member: FoundingMember): unknown {
  return {
    cold: member.cold,
    weight: member.weight ?? 1,
    ballotsNeeded: member.ballotsNeeded ?? 1,
    duties: member.duties ?? 0,
    metadata: ZeroHash,
    keys: member.hot.map((signer) => ({ signer, scopes: ALL_SCOPES, expiresAt: FOREVER })),
  };
}
