// Written by `npm run generate`. Do not edit: `npm run check:generated` compares it with the contracts.
import type { BuiltCall } from "../types/BuiltCall.ts";
import type { Duty } from "../types/Duty.ts";
import type { GroupPolicy } from "../types/GroupPolicy.ts";
import type { Address, Bytes32, Hex } from "../types/Hex.ts";
import type { ParameterBounds } from "../types/Parameter.ts";
import type { RuleTerms } from "../types/Rule.ts";

/** What `Constitution.defineParameter` takes. */
export interface ConstitutionDefineParameterParameters {
  readonly key: string;
  readonly value: bigint;
  readonly bounds: ParameterBounds;
}

/** What `Constitution.setBounds` takes. */
export interface ConstitutionSetBoundsParameters {
  readonly key: string;
  readonly bounds: ParameterBounds;
}

/** What `Constitution.setFallback` takes. */
export interface ConstitutionSetFallbackParameters {
  readonly rule: RuleTerms;
}

/** What `Constitution.setKeyedRule` takes. */
export interface ConstitutionSetKeyedRuleParameters {
  readonly subject: string;
  readonly selector: Hex;
  readonly firstWord: Bytes32;
  readonly rule: RuleTerms;
}

/** What `Constitution.setModule` takes. */
export interface ConstitutionSetModuleParameters {
  readonly name: string;
  readonly module: Address;
  /** The `extcodehash` of the successor. */
  readonly codeHash: Bytes32;
}

/** What `Constitution.setParameter` takes. */
export interface ConstitutionSetParameterParameters {
  readonly key: string;
  /** The version that the proposal was written against. */
  readonly expectedVersion: bigint;
  readonly value: bigint;
}

/** What `Constitution.setRule` takes. */
export interface ConstitutionSetRuleParameters {
  /** A module name, or an address in the low 160 bits. */
  readonly subject: string;
  /** The function. */
  readonly selector: Hex;
  /** Static words the function takes; for modules any other length of call data is refused. */
  readonly words: bigint;
  readonly rule: RuleTerms;
}

/** What `MemberRegistry.admit` takes. */
export interface MemberRegistryAdmitParameters {
  readonly cold: Address;
  readonly weight: bigint;
  /** Salted commitment to name and identifiers: an outsider learns nothing from it. */
  readonly metadata: Bytes32;
}

/** What `MemberRegistry.approveVerifier` takes. */
export interface MemberRegistryApproveVerifierParameters {
  readonly verifier: Address;
}

/** What `MemberRegistry.reinstate` takes. */
export interface MemberRegistryReinstateParameters {
  readonly seat: bigint;
}

/** What `MemberRegistry.remove` takes. */
export interface MemberRegistryRemoveParameters {
  readonly seat: bigint;
}

/** What `MemberRegistry.replaceCold` takes. */
export interface MemberRegistryReplaceColdParameters {
  readonly seat: bigint;
  readonly cold: Address;
}

/** What `MemberRegistry.retireVerifier` takes. */
export interface MemberRegistryRetireVerifierParameters {
  readonly verifier: Address;
}

/** What `MemberRegistry.setDuties` takes. */
export interface MemberRegistrySetDutiesParameters {
  readonly seat: bigint;
  readonly duties: readonly Duty[];
}

/** What `MemberRegistry.setWeight` takes. */
export interface MemberRegistrySetWeightParameters {
  readonly seat: bigint;
  readonly weight: bigint;
}

/** What `MemberRegistry.suspend` takes. */
export interface MemberRegistrySuspendParameters {
  readonly seat: bigint;
  readonly until: bigint;
}

/** What `Guardians.overrule` takes. */
export interface GuardiansOverruleParameters {
  readonly key: Bytes32;
}

/** What `Guardians.ratify` takes. */
export interface GuardiansRatifyParameters {
  readonly key: Bytes32;
  readonly until: bigint;
}

/** What `GroupDirectory.changeGroup` takes. */
export interface GroupDirectoryChangeGroupParameters {
  readonly group: bigint;
  /** The epoch that the change was written against. */
  readonly expectedEpoch: bigint;
  readonly seats: readonly bigint[];
  readonly mandatory: readonly bigint[];
  readonly policy: GroupPolicy;
}

/** What `GroupDirectory.createGroup` takes. */
export interface GroupDirectoryCreateGroupParameters {
  /** Salted commitment to what the group is for. */
  readonly metadata: Bytes32;
  /** Its members, active ones. */
  readonly seats: readonly bigint[];
  /** Members whose acknowledgement every record needs: seat + 1 in 16 bits each, from the lowest, at most 16. */
  readonly mandatory: readonly bigint[];
  readonly policy: GroupPolicy;
}

/** What `ConfidentialRegistry.dismiss` takes. */
export interface ConfidentialRegistryDismissParameters {
  readonly recordId: Bytes32;
}

/** What `ConfidentialRegistry.grantByVote` takes. */
export interface ConfidentialRegistryGrantByVoteParameters {
  readonly recordId: Bytes32;
  readonly keyId: Bytes32;
  readonly slotHash: Bytes32;
}

/** What `ConfidentialRegistry.hold` takes. */
export interface ConfidentialRegistryHoldParameters {
  readonly recordId: Bytes32;
}

/** What `ConfidentialRegistry.release` takes. */
export interface ConfidentialRegistryReleaseParameters {
  readonly recordId: Bytes32;
}

/** What `ConfidentialRegistry.shredByVote` takes. */
export interface ConfidentialRegistryShredByVoteParameters {
  readonly recordId: Bytes32;
}

/** What `ConfidentialRegistry.uphold` takes. */
export interface ConfidentialRegistryUpholdParameters {
  readonly recordId: Bytes32;
}

/** What `BatchAnchor.reinstate` takes. */
export interface BatchAnchorReinstateParameters {
  readonly seat: bigint;
}

/** The parameters of every governed function, by module and function. */
export interface CallParameters {
  readonly "Constitution.defineParameter": ConstitutionDefineParameterParameters;
  readonly "Constitution.setBounds": ConstitutionSetBoundsParameters;
  readonly "Constitution.setFallback": ConstitutionSetFallbackParameters;
  readonly "Constitution.setKeyedRule": ConstitutionSetKeyedRuleParameters;
  readonly "Constitution.setModule": ConstitutionSetModuleParameters;
  readonly "Constitution.setParameter": ConstitutionSetParameterParameters;
  readonly "Constitution.setRule": ConstitutionSetRuleParameters;
  readonly "MemberRegistry.admit": MemberRegistryAdmitParameters;
  readonly "MemberRegistry.approveVerifier": MemberRegistryApproveVerifierParameters;
  readonly "MemberRegistry.reinstate": MemberRegistryReinstateParameters;
  readonly "MemberRegistry.remove": MemberRegistryRemoveParameters;
  readonly "MemberRegistry.replaceCold": MemberRegistryReplaceColdParameters;
  readonly "MemberRegistry.retireVerifier": MemberRegistryRetireVerifierParameters;
  readonly "MemberRegistry.setDuties": MemberRegistrySetDutiesParameters;
  readonly "MemberRegistry.setWeight": MemberRegistrySetWeightParameters;
  readonly "MemberRegistry.suspend": MemberRegistrySuspendParameters;
  readonly "Guardians.overrule": GuardiansOverruleParameters;
  readonly "Guardians.ratify": GuardiansRatifyParameters;
  readonly "GroupDirectory.changeGroup": GroupDirectoryChangeGroupParameters;
  readonly "GroupDirectory.createGroup": GroupDirectoryCreateGroupParameters;
  readonly "ConfidentialRegistry.dismiss": ConfidentialRegistryDismissParameters;
  readonly "ConfidentialRegistry.grantByVote": ConfidentialRegistryGrantByVoteParameters;
  readonly "ConfidentialRegistry.hold": ConfidentialRegistryHoldParameters;
  readonly "ConfidentialRegistry.release": ConfidentialRegistryReleaseParameters;
  readonly "ConfidentialRegistry.shredByVote": ConfidentialRegistryShredByVoteParameters;
  readonly "ConfidentialRegistry.uphold": ConfidentialRegistryUpholdParameters;
  readonly "BatchAnchor.reinstate": BatchAnchorReinstateParameters;
}

/** The name of a governed function, as in `MemberRegistry.admit`. */
export type CallName = keyof CallParameters;

/** How each governed function is encoded and said. Words in braces stand for arguments. */
export const callCatalogue = {
  "Constitution.defineParameter": {
    module: "Constitution",
    function: "defineParameter",
    fragment: "function defineParameter(bytes32 key, uint160 value, (uint8 kind, uint160 min, uint160 max, uint160 maxStep, uint40 coolDown, bytes32 unit) bounds)",
    selector: "0x17325625",
    inputs: [
      { name: "key", kind: "shortText" },
      { name: "value", kind: "parameterValue" },
      { name: "bounds", kind: "bounds" },
    ],
    sentence: "Define parameter {key} with the value {value}: {bounds}",
    notice: "Adds a parameter to the constitution.",
  },
  "Constitution.setBounds": {
    module: "Constitution",
    function: "setBounds",
    fragment: "function setBounds(bytes32 key, (uint8 kind, uint160 min, uint160 max, uint160 maxStep, uint40 coolDown, bytes32 unit) bounds)",
    selector: "0x1b0a566e",
    inputs: [
      { name: "key", kind: "shortText" },
      { name: "bounds", kind: "bounds" },
    ],
    sentence: "Set the bounds of parameter {key}: {bounds}",
    notice: "Changes a parameter's bounds and manners; the value in force must fit the new ones.",
  },
  "Constitution.setFallback": {
    module: "Constitution",
    function: "setFallback",
    fragment: "function setFallback((uint16 quorum, uint16 threshold, uint8 vetoDuties, uint32 votingPeriod, uint32 executionDelay, uint32 executionWindow, uint32 lateExtension, uint8 proposerDuties) rule)",
    selector: "0xe33892d3",
    inputs: [
      { name: "rule", kind: "rule" },
    ],
    sentence: "Set the fallback rule, for everything without a rule of its own, to: {rule}",
    notice: "Sets the rule for everything that has none of its own. It stays at least as strict as every other rule.",
  },
  "Constitution.setKeyedRule": {
    module: "Constitution",
    function: "setKeyedRule",
    fragment: "function setKeyedRule(bytes32 subject, bytes4 selector, bytes32 firstWord, (uint16 quorum, uint16 threshold, uint8 vetoDuties, uint32 votingPeriod, uint32 executionDelay, uint32 executionWindow, uint32 lateExtension, uint8 proposerDuties) rule)",
    selector: "0x4f35339d",
    inputs: [
      { name: "subject", kind: "subject" },
      { name: "selector", kind: "selector" },
      { name: "firstWord", kind: "firstWord" },
      { name: "rule", kind: "rule" },
    ],
    sentence: "Set the rule for {subject}.{selector} with first word {firstWord} to: {rule}",
    notice: "Sets the rule for calls of an action whose first static word is `firstWord`, such as one parameter's key.",
  },
  "Constitution.setModule": {
    module: "Constitution",
    function: "setModule",
    fragment: "function setModule(bytes32 name, address module, bytes32 codeHash)",
    selector: "0x00f26aa8",
    inputs: [
      { name: "name", kind: "shortText" },
      { name: "module", kind: "account" },
      { name: "codeHash", kind: "codeHash" },
    ],
    sentence: "Make {module} the module {name}, provided its code hash is {codeHash}",
    notice: "Puts a module in the directory under a name.",
  },
  "Constitution.setParameter": {
    module: "Constitution",
    function: "setParameter",
    fragment: "function setParameter(bytes32 key, uint32 expectedVersion, uint160 value)",
    selector: "0x674dce6b",
    inputs: [
      { name: "key", kind: "shortText" },
      { name: "expectedVersion", kind: "version" },
      { name: "value", kind: "parameterValue" },
    ],
    sentence: "Set parameter {key} to {value}, provided it is still at version {expectedVersion}",
    notice: "Changes a parameter from the version that people saw to a new value.",
  },
  "Constitution.setRule": {
    module: "Constitution",
    function: "setRule",
    fragment: "function setRule(bytes32 subject, bytes4 selector, uint8 words, (uint16 quorum, uint16 threshold, uint8 vetoDuties, uint32 votingPeriod, uint32 executionDelay, uint32 executionWindow, uint32 lateExtension, uint8 proposerDuties) rule)",
    selector: "0x56734ee4",
    inputs: [
      { name: "subject", kind: "subject" },
      { name: "selector", kind: "selector" },
      { name: "words", kind: "count" },
      { name: "rule", kind: "rule" },
    ],
    sentence: "Set the rule for {subject}.{selector} ({words} static words) to: {rule}",
    notice: "Sets the rule of one action, registering the action where it is new.",
  },
  "MemberRegistry.admit": {
    module: "MemberRegistry",
    function: "admit",
    fragment: "function admit(address cold, uint16 weight, bytes32 metadata)",
    selector: "0xf48982a8",
    inputs: [
      { name: "cold", kind: "account" },
      { name: "weight", kind: "weight" },
      { name: "metadata", kind: "commitment" },
    ],
    sentence: "Admit member {metadata} with weight {weight} and cold account {cold}",
    notice: "Admits an organisation as an applicant; its cold account then adds its keys and accepts.",
  },
  "MemberRegistry.approveVerifier": {
    module: "MemberRegistry",
    function: "approveVerifier",
    fragment: "function approveVerifier(address verifier)",
    selector: "0xcfc197b0",
    inputs: [
      { name: "verifier", kind: "account" },
    ],
    sentence: "Let members hold keys of the verifier {verifier}",
    notice: "Lets members hold keys of an ERC-7913 verifier.",
  },
  "MemberRegistry.reinstate": {
    module: "MemberRegistry",
    function: "reinstate",
    fragment: "function reinstate(uint16 seat)",
    selector: "0x52c25da7",
    inputs: [
      { name: "seat", kind: "seat" },
    ],
    sentence: "End the suspension of {seat}",
    notice: "Ends a suspension early.",
  },
  "MemberRegistry.remove": {
    module: "MemberRegistry",
    function: "remove",
    fragment: "function remove(uint16 seat)",
    selector: "0xf71a795e",
    inputs: [
      { name: "seat", kind: "seat" },
    ],
    sentence: "Remove {seat}",
    notice: "Removes a member; its weight leaves every open vote, and its ballots with it.",
  },
  "MemberRegistry.replaceCold": {
    module: "MemberRegistry",
    function: "replaceCold",
    fragment: "function replaceCold(uint16 seat, address cold)",
    selector: "0x7a820305",
    inputs: [
      { name: "seat", kind: "seat" },
      { name: "cold", kind: "account" },
    ],
    sentence: "Give {seat} the new cold account {cold}",
    notice: "Gives a member that lost its cold account a new one.",
  },
  "MemberRegistry.retireVerifier": {
    module: "MemberRegistry",
    function: "retireVerifier",
    fragment: "function retireVerifier(address verifier)",
    selector: "0x111d0288",
    inputs: [
      { name: "verifier", kind: "account" },
    ],
    sentence: "Stop keys of the verifier {verifier} from verifying",
    notice: "Ends that; keys of the verifier stop verifying.",
  },
  "MemberRegistry.setDuties": {
    module: "MemberRegistry",
    function: "setDuties",
    fragment: "function setDuties(uint16 seat, uint8 duties)",
    selector: "0xe1136c5a",
    inputs: [
      { name: "seat", kind: "seat" },
      { name: "duties", kind: "duties" },
    ],
    sentence: "Give {seat} the duties: {duties}",
    notice: "Sets the duties a member holds.",
  },
  "MemberRegistry.setWeight": {
    module: "MemberRegistry",
    function: "setWeight",
    fragment: "function setWeight(uint16 seat, uint16 weight)",
    selector: "0x77e65f9e",
    inputs: [
      { name: "seat", kind: "seat" },
      { name: "weight", kind: "weight" },
    ],
    sentence: "Give {seat} the weight {weight}",
    notice: "Changes a member's weight, for proposals created later.",
  },
  "MemberRegistry.suspend": {
    module: "MemberRegistry",
    function: "suspend",
    fragment: "function suspend(uint16 seat, uint40 until)",
    selector: "0x38da5521",
    inputs: [
      { name: "seat", kind: "seat" },
      { name: "until", kind: "moment" },
    ],
    sentence: "Suspend {seat} until {until}",
    notice: "Suspends a member until a date; its ballots do not count while its weight stays in every bar.",
  },
  "Guardians.overrule": {
    module: "Guardians",
    function: "overrule",
    fragment: "function overrule(bytes32 key)",
    selector: "0xedd65085",
    inputs: [
      { name: "key", kind: "key" },
    ],
    sentence: "Overrule the suspension of key {key}",
    notice: "Members refuse an act before its sunset, or end a ratified one.",
  },
  "Guardians.ratify": {
    module: "Guardians",
    function: "ratify",
    fragment: "function ratify(bytes32 key, uint40 until)",
    selector: "0x9284d775",
    inputs: [
      { name: "key", kind: "key" },
      { name: "until", kind: "moment" },
    ],
    sentence: "Ratify the suspension of key {key} until {until}",
    notice: "Members ratify an act: the suspension holds until `until`.",
  },
  "GroupDirectory.changeGroup": {
    module: "GroupDirectory",
    function: "changeGroup",
    fragment: "function changeGroup(uint32 group, uint32 expectedEpoch, (uint256[2] words) seats, uint256 mandatory, (uint16 minAcks, uint8 suites, bool waivesLeavers, bool needsAttested, uint32 ackPeriod, uint32 answerPeriod, uint32 timeToLive, uint32 shredPeriod, uint16 shredQuorum, uint16 historyQuorum, uint16 changeQuorum) policy)",
    selector: "0xb2faf711",
    inputs: [
      { name: "group", kind: "group" },
      { name: "expectedEpoch", kind: "version" },
      { name: "seats", kind: "seats" },
      { name: "mandatory", kind: "mandatorySeats" },
      { name: "policy", kind: "groupPolicy" },
    ],
    sentence: "Make {group} consist of {seats}, provided it is still in epoch {expectedEpoch}; every record needs {mandatory}; its policy: {policy}",
    notice: "Gives a group other members or another policy: a new epoch.",
  },
  "GroupDirectory.createGroup": {
    module: "GroupDirectory",
    function: "createGroup",
    fragment: "function createGroup(bytes32 metadata, (uint256[2] words) seats, uint256 mandatory, (uint16 minAcks, uint8 suites, bool waivesLeavers, bool needsAttested, uint32 ackPeriod, uint32 answerPeriod, uint32 timeToLive, uint32 shredPeriod, uint16 shredQuorum, uint16 historyQuorum, uint16 changeQuorum) policy)",
    selector: "0x18cc12f5",
    inputs: [
      { name: "metadata", kind: "commitment" },
      { name: "seats", kind: "seats" },
      { name: "mandatory", kind: "mandatorySeats" },
      { name: "policy", kind: "groupPolicy" },
    ],
    sentence: "Form group {metadata} of {seats}; every record needs {mandatory}; its policy: {policy}",
    notice: "Forms a group.",
  },
  "ConfidentialRegistry.dismiss": {
    module: "ConfidentialRegistry",
    function: "dismiss",
    fragment: "function dismiss(bytes32 recordId)",
    selector: "0x869e0037",
    inputs: [
      { name: "recordId", kind: "digest" },
    ],
    sentence: "Decide that a rejection of record {recordId} was right: nothing comes of the record",
    notice: "The members decide that rejections were right, answered or not: nothing comes of the record.",
  },
  "ConfidentialRegistry.grantByVote": {
    module: "ConfidentialRegistry",
    function: "grantByVote",
    fragment: "function grantByVote(bytes32 recordId, bytes32 keyId, bytes32 slotHash)",
    selector: "0x50b1288b",
    inputs: [
      { name: "recordId", kind: "digest" },
      { name: "keyId", kind: "digest" },
      { name: "slotHash", kind: "digest" },
    ],
    sentence: "Let the encryption key {keyId} read record {recordId}, by the slot with the hash {slotHash}",
    notice: "The same by vote.",
  },
  "ConfidentialRegistry.hold": {
    module: "ConfidentialRegistry",
    function: "hold",
    fragment: "function hold(bytes32 recordId)",
    selector: "0x78b8928c",
    inputs: [
      { name: "recordId", kind: "digest" },
    ],
    sentence: "Keep record {recordId} from being destroyed",
    notice: "Keeps a record from being destroyed, also when its time to live is over. It cannot stop what has begun.",
  },
  "ConfidentialRegistry.release": {
    module: "ConfidentialRegistry",
    function: "release",
    fragment: "function release(bytes32 recordId)",
    selector: "0x67d42a8b",
    inputs: [
      { name: "recordId", kind: "digest" },
    ],
    sentence: "Let record {recordId} be destroyed again, when its time has come or its parties decide so",
    notice: "Ends that.",
  },
  "ConfidentialRegistry.shredByVote": {
    module: "ConfidentialRegistry",
    function: "shredByVote",
    fragment: "function shredByVote(bytes32 recordId)",
    selector: "0x80ba268a",
    inputs: [
      { name: "recordId", kind: "digest" },
    ],
    sentence: "Have record {recordId} destroyed: its parties delete key, text and copies, and sign that they did",
    notice: "The same by vote.",
  },
  "ConfidentialRegistry.uphold": {
    module: "ConfidentialRegistry",
    function: "uphold",
    fragment: "function uphold(bytes32 recordId)",
    selector: "0xe5d8bfea",
    inputs: [
      { name: "recordId", kind: "digest" },
    ],
    sentence: "Decide that the rejections of record {recordId} were wrong: it stands",
    notice: "The members decide that the rejections of a contested record were wrong. None of them can be stood by any more.",
  },
  "BatchAnchor.reinstate": {
    module: "BatchAnchor",
    function: "reinstate",
    fragment: "function reinstate(uint16 seat)",
    selector: "0x52c25da7",
    inputs: [
      { name: "seat", kind: "seat" },
    ],
    sentence: "Let the batcher of {seat} promise again; what it promised before is settled by this",
    notice: "The members let a suspended batcher promise again. What it promised before is settled by that: nothing more follows from it, and challenges that are open come to nothing.",
  },
} as const satisfies Readonly<Record<CallName, object>>;

/** Builders of calls for proposals, by module. They send nothing: a call is a value. */
export interface Calls {
  readonly constitution: {
    /** Adds a parameter to the constitution. */
    defineParameter(parameters: ConstitutionDefineParameterParameters): BuiltCall<"Constitution.defineParameter">;
    /** Changes a parameter's bounds and manners; the value in force must fit the new ones. */
    setBounds(parameters: ConstitutionSetBoundsParameters): BuiltCall<"Constitution.setBounds">;
    /** Sets the rule for everything that has none of its own. It stays at least as strict as every other rule. */
    setFallback(parameters: ConstitutionSetFallbackParameters): BuiltCall<"Constitution.setFallback">;
    /** Sets the rule for calls of an action whose first static word is `firstWord`, such as one parameter's key. */
    setKeyedRule(parameters: ConstitutionSetKeyedRuleParameters): BuiltCall<"Constitution.setKeyedRule">;
    /**
     * Puts a module in the directory under a name.
     * A successor must show the state root of its predecessor, and be the code that was voted.
     */
    setModule(parameters: ConstitutionSetModuleParameters): BuiltCall<"Constitution.setModule">;
    /** Changes a parameter from the version that people saw to a new value. */
    setParameter(parameters: ConstitutionSetParameterParameters): BuiltCall<"Constitution.setParameter">;
    /**
     * Sets the rule of one action, registering the action where it is new.
     * Decided under the join of the rule for `setRule`, the rule in force and the new one. Supersedes the version in force, which cancels the proposals opened under it.
     */
    setRule(parameters: ConstitutionSetRuleParameters): BuiltCall<"Constitution.setRule">;
  };
  readonly memberRegistry: {
    /** Admits an organisation as an applicant; its cold account then adds its keys and accepts. */
    admit(parameters: MemberRegistryAdmitParameters): BuiltCall<"MemberRegistry.admit">;
    /** Lets members hold keys of an ERC-7913 verifier. */
    approveVerifier(parameters: MemberRegistryApproveVerifierParameters): BuiltCall<"MemberRegistry.approveVerifier">;
    /** Ends a suspension early. */
    reinstate(parameters: MemberRegistryReinstateParameters): BuiltCall<"MemberRegistry.reinstate">;
    /** Removes a member; its weight leaves every open vote, and its ballots with it. */
    remove(parameters: MemberRegistryRemoveParameters): BuiltCall<"MemberRegistry.remove">;
    /** Gives a member that lost its cold account a new one. */
    replaceCold(parameters: MemberRegistryReplaceColdParameters): BuiltCall<"MemberRegistry.replaceCold">;
    /** Ends that; keys of the verifier stop verifying. */
    retireVerifier(parameters: MemberRegistryRetireVerifierParameters): BuiltCall<"MemberRegistry.retireVerifier">;
    /** Sets the duties a member holds. */
    setDuties(parameters: MemberRegistrySetDutiesParameters): BuiltCall<"MemberRegistry.setDuties">;
    /** Changes a member's weight, for proposals created later. */
    setWeight(parameters: MemberRegistrySetWeightParameters): BuiltCall<"MemberRegistry.setWeight">;
    /** Suspends a member until a date; its ballots do not count while its weight stays in every bar. */
    suspend(parameters: MemberRegistrySuspendParameters): BuiltCall<"MemberRegistry.suspend">;
  };
  readonly guardians: {
    /** Members refuse an act before its sunset, or end a ratified one. */
    overrule(parameters: GuardiansOverruleParameters): BuiltCall<"Guardians.overrule">;
    /** Members ratify an act: the suspension holds until `until`. */
    ratify(parameters: GuardiansRatifyParameters): BuiltCall<"Guardians.ratify">;
  };
  readonly groupDirectory: {
    /** Gives a group other members or another policy: a new epoch. */
    changeGroup(parameters: GroupDirectoryChangeGroupParameters): BuiltCall<"GroupDirectory.changeGroup">;
    /** Forms a group. */
    createGroup(parameters: GroupDirectoryCreateGroupParameters): BuiltCall<"GroupDirectory.createGroup">;
  };
  readonly confidentialRegistry: {
    /** The members decide that rejections were right, answered or not: nothing comes of the record. */
    dismiss(parameters: ConfidentialRegistryDismissParameters): BuiltCall<"ConfidentialRegistry.dismiss">;
    /** The same by vote. */
    grantByVote(parameters: ConfidentialRegistryGrantByVoteParameters): BuiltCall<"ConfidentialRegistry.grantByVote">;
    /** Keeps a record from being destroyed, also when its time to live is over. It cannot stop what has begun. */
    hold(parameters: ConfidentialRegistryHoldParameters): BuiltCall<"ConfidentialRegistry.hold">;
    /** Ends that. */
    release(parameters: ConfidentialRegistryReleaseParameters): BuiltCall<"ConfidentialRegistry.release">;
    /** The same by vote. */
    shredByVote(parameters: ConfidentialRegistryShredByVoteParameters): BuiltCall<"ConfidentialRegistry.shredByVote">;
    /** The members decide that the rejections of a contested record were wrong. None of them can be stood by any more. */
    uphold(parameters: ConfidentialRegistryUpholdParameters): BuiltCall<"ConfidentialRegistry.uphold">;
  };
  readonly batchAnchor: {
    /** The members let a suspended batcher promise again. What it promised before is settled by that: nothing more follows from it, and challenges that are open come to nothing. */
    reinstate(parameters: BatchAnchorReinstateParameters): BuiltCall<"BatchAnchor.reinstate">;
  };
}

/** Makes all builders out of the one that knows how to encode and to say a call. */
export function assembleCalls(
  build: <Name extends CallName>(name: Name, parameters: CallParameters[Name]) => BuiltCall<Name>,
): Calls {
  return {
    constitution: {
      defineParameter: (parameters) => build("Constitution.defineParameter", parameters),
      setBounds: (parameters) => build("Constitution.setBounds", parameters),
      setFallback: (parameters) => build("Constitution.setFallback", parameters),
      setKeyedRule: (parameters) => build("Constitution.setKeyedRule", parameters),
      setModule: (parameters) => build("Constitution.setModule", parameters),
      setParameter: (parameters) => build("Constitution.setParameter", parameters),
      setRule: (parameters) => build("Constitution.setRule", parameters),
    },
    memberRegistry: {
      admit: (parameters) => build("MemberRegistry.admit", parameters),
      approveVerifier: (parameters) => build("MemberRegistry.approveVerifier", parameters),
      reinstate: (parameters) => build("MemberRegistry.reinstate", parameters),
      remove: (parameters) => build("MemberRegistry.remove", parameters),
      replaceCold: (parameters) => build("MemberRegistry.replaceCold", parameters),
      retireVerifier: (parameters) => build("MemberRegistry.retireVerifier", parameters),
      setDuties: (parameters) => build("MemberRegistry.setDuties", parameters),
      setWeight: (parameters) => build("MemberRegistry.setWeight", parameters),
      suspend: (parameters) => build("MemberRegistry.suspend", parameters),
    },
    guardians: {
      overrule: (parameters) => build("Guardians.overrule", parameters),
      ratify: (parameters) => build("Guardians.ratify", parameters),
    },
    groupDirectory: {
      changeGroup: (parameters) => build("GroupDirectory.changeGroup", parameters),
      createGroup: (parameters) => build("GroupDirectory.createGroup", parameters),
    },
    confidentialRegistry: {
      dismiss: (parameters) => build("ConfidentialRegistry.dismiss", parameters),
      grantByVote: (parameters) => build("ConfidentialRegistry.grantByVote", parameters),
      hold: (parameters) => build("ConfidentialRegistry.hold", parameters),
      release: (parameters) => build("ConfidentialRegistry.release", parameters),
      shredByVote: (parameters) => build("ConfidentialRegistry.shredByVote", parameters),
      uphold: (parameters) => build("ConfidentialRegistry.uphold", parameters),
    },
    batchAnchor: {
      reinstate: (parameters) => build("BatchAnchor.reinstate", parameters),
    },
  };
}
