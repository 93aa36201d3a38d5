import { FunctionFragment, type ParamType } from "ethers";

import type { GovernedAction } from "./GovernedAction.ts";
import { toHex } from "./toHex.ts";

const RULE =
  "tuple(uint16 quorum, uint16 threshold, uint8 vetoDuties, uint32 votingPeriod, uint32 executionDelay, uint32 executionWindow, uint32 lateExtension, uint8 proposerDuties)";
const SEATS = "tuple(uint256[2] words)";
const POLICY =
  "tuple(uint16 minAcks, uint8 suites, bool waivesLeavers, bool needsAttested, uint32 ackPeriod, uint32 answerPeriod, uint32 timeToLive, uint32 shredPeriod, uint16 shredQuorum, uint16 historyQuorum, uint16 changeQuorum)";
const BOUNDS = "tuple(uint8 kind, uint160 min, uint160 max, uint160 maxStep, uint40 coolDown, bytes32 unit)";

// A test holds this list against the interfaces: every function there that says `@custom:authority governance`, and no other.
const DECISIONS = [
  ["Constitution", `setRule(bytes32 subject, bytes4 selector, uint8 words, ${RULE} rule)`, "constitutional"],
  ["Constitution", `setKeyedRule(bytes32 subject, bytes4 selector, bytes32 firstWord, ${RULE} rule)`, "constitutional"],
  ["Constitution", `setFallback(${RULE} rule)`, "constitutional"],
  ["Constitution", "setParameter(bytes32 key, uint32 expectedVersion, uint160 value)", "ordinary"],
  ["Constitution", `defineParameter(bytes32 key, uint160 value, ${BOUNDS} bounds)`, "constitutional"],
  ["Constitution", `setBounds(bytes32 key, ${BOUNDS} bounds)`, "constitutional"],
  ["Constitution", "setModule(bytes32 name, address module, bytes32 codeHash)", "constitutional"],
  ["MemberRegistry", "admit(address cold, uint16 weight, bytes32 metadata)", "constitutional"],
  ["MemberRegistry", "remove(uint16 seat)", "constitutional"],
  ["MemberRegistry", "suspend(uint16 seat, uint40 until)", "constitutional"],
  ["MemberRegistry", "reinstate(uint16 seat)", "constitutional"],
  ["MemberRegistry", "setWeight(uint16 seat, uint16 weight)", "constitutional"],
  ["MemberRegistry", "setDuties(uint16 seat, uint8 duties)", "constitutional"],
  ["MemberRegistry", "replaceCold(uint16 seat, address cold)", "constitutional"],
  ["MemberRegistry", "approveVerifier(address verifier)", "constitutional"],
  ["MemberRegistry", "retireVerifier(address verifier)", "constitutional"],
  ["Guardians", "ratify(bytes32 key, uint40 until)", "ordinary"],
  ["Guardians", "overrule(bytes32 key)", "ordinary"],
  ["GroupDirectory", `createGroup(bytes32 metadata, ${SEATS} seats, uint256 mandatory, ${POLICY} policy)`, "ordinary"],
  [
    "GroupDirectory",
    `changeGroup(uint32 group, uint32 expectedEpoch, ${SEATS} seats, uint256 mandatory, ${POLICY} policy)`,
    "ordinary",
  ],
  ["ConfidentialRegistry", "uphold(bytes32 recordId)", "ordinary"],
  ["ConfidentialRegistry", "dismiss(bytes32 recordId)", "ordinary"],
  ["ConfidentialRegistry", "grantByVote(bytes32 recordId, bytes32 keyId, bytes32 slotHash)", "ordinary"],
  ["ConfidentialRegistry", "hold(bytes32 recordId)", "ordinary"],
  ["ConfidentialRegistry", "release(bytes32 recordId)", "ordinary"],
  ["ConfidentialRegistry", "shredByVote(bytes32 recordId)", "ordinary"],
  ["BatchAnchor", "reinstate(uint16 seat)", "ordinary"],
] as const;

/** Every governed function of the suite. A rule may name these and no others of our modules. */
export const governedActions: readonly GovernedAction[] = DECISIONS.map(([module, signature, kind]) => {
  const fragment = FunctionFragment.from(`function ${signature}`);
  return {
    module,
    function: fragment.name,
    selector: toHex(fragment.selector),
    words: countWords(fragment.inputs),
    constitutional: kind === "constitutional",
  };
});

function countWords(inputs: readonly ParamType[]): number {
  return inputs.reduce((words, { components, arrayLength }) => {
    return words + (components === null ? (arrayLength ?? 1) : countWords(components));
  }, 0);
}
