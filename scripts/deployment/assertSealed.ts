import { BaseContract, encodeBytes32String, isCallException, type Provider, ZeroAddress } from "ethers";

import { QuorateError } from "#sdk";

import type { Hex } from "../founding/Hex.ts";
import { SEALED_MODULES } from "../modules/suiteContracts.ts";

const CONSTITUTION = [
  "function founder() view returns (address)",
  "function module(bytes32 name) view returns (address)",
  "function layRules(tuple(bytes32 subject, bytes4 selector, uint8 words, bool keyed, bytes32 firstWord, tuple(uint16 quorum, uint16 threshold, uint8 vetoDuties, uint32 votingPeriod, uint32 executionDelay, uint32 executionWindow, uint32 lateExtension, uint8 proposerDuties) rule)[] rules)",
  "function layParameters(tuple(bytes32 key, uint160 value, tuple(uint8 kind, uint160 min, uint160 max, uint160 maxStep, uint40 coolDown, bytes32 unit) bounds)[] parameters)",
  "function seal(bytes32[] names, address[] modules)",
];
const REGISTRY = [
  "function enroll(tuple(address cold, uint16 weight, uint8 ballotsNeeded, uint8 duties, bytes32 metadata, tuple(bytes signer, uint8 scopes, uint40 expiresAt)[] keys)[] founders)",
];

/** What was deployed, and by whom. */
export interface AssertSealedParameters {
  readonly provider: Provider;
  readonly deployer: string;
  readonly addresses: ReadonlyMap<string, Hex>;
}

/**
 * Proves on chain that nobody but governance has power: there is no founder any more, the directory names what was deployed,
 * and every verb of the founding refuses its deployer.
 *
 * @throws QuorateError DEPLOYMENT_NOT_SEALED
 */
export async function assertSealed({ provider, deployer, addresses }: AssertSealedParameters): Promise<void> {
  const at = (name: string): Hex => addresses.get(name) ?? "0x";
  const constitution = new BaseContract(at("Constitution"), CONSTITUTION, provider);
  const registry = new BaseContract(at("MemberRegistry"), REGISTRY, provider);
  const founder: unknown = await constitution.getFunction("founder").staticCall();
  if (founder !== ZeroAddress) throw refuse("the constitution still names a founder", { founder: String(founder) });
  for (const name of SEALED_MODULES) {
    const found: unknown = await constitution.getFunction("module").staticCall(encodeBytes32String(name));
    if (found !== at(name)) {
      throw refuse(`the directory has another ${name} than the one that was deployed`, { found: String(found) });
    }
  }
  const verbs = [
    [constitution, "layRules", [[]]],
    [constitution, "layParameters", [[]]],
    [constitution, "seal", [[], []]],
    [registry, "enroll", [[]]],
  ] as const;
  for (const [contract, verb, values] of verbs) {
    if (await obeys(contract, verb, [...values, { from: deployer }])) {
      throw refuse(`${verb} still obeys the deployer`, { verb, deployer });
    }
  }
}

async function obeys(contract: BaseContract, verb: string, values: readonly unknown[]): Promise<boolean> {
  try {
    await contract.getFunction(verb).staticCall(...values);
    return true;
  } catch (error) {
    if (isCallException(error)) return false;
    throw error;
  }
}

function refuse(reason: string, facts: Readonly<Record<string, string>>): QuorateError {
  return new QuorateError({
    code: "DEPLOYMENT_NOT_SEALED",
    summary: `The deployment is not in the hands of governance: ${reason}.`,
    remedy: "Do not use it; move its folder away and deploy anew.",
    facts,
  });
}
