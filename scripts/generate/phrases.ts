/**
 * How an argument of a governed function is written by a program, read by a person and kept on chain. The first word is the
 * type in the ABI, the second the one in TypeScript. What each shows stands in sdk/src/internal/argumentKinds.ts.
 */
export const argumentKinds = {
  account: ["address", "Address"],
  bounds: ["tuple", "ParameterBounds"],
  codeHash: ["bytes32", "Bytes32"],
  commitment: ["bytes32", "Bytes32"],
  count: ["uint8", "bigint"],
  digest: ["bytes32", "Bytes32"],
  duties: ["uint8", "readonly Duty[]"],
  firstWord: ["bytes32", "Bytes32"],
  group: ["uint32", "bigint"],
  groupPolicy: ["tuple", "GroupPolicy"],
  key: ["bytes32", "Bytes32"],
  mandatorySeats: ["uint256", "readonly bigint[]"],
  moment: ["uint40", "bigint"],
  parameterValue: ["uint160", "bigint"],
  rule: ["tuple", "RuleTerms"],
  seat: ["uint16", "bigint"],
  seats: ["tuple", "readonly bigint[]"],
  selector: ["bytes4", "Hex"],
  shortText: ["bytes32", "string"],
  subject: ["bytes32", "string"],
  version: ["uint32", "bigint"],
  weight: ["uint16", "bigint"],
} as const satisfies Readonly<Record<string, readonly [abi: string, typescript: string]>>;

export type ArgumentKind = keyof typeof argumentKinds;

/** A governed function as people read it: a sentence with its arguments in braces, and the kind of each argument. */
export interface Phrase {
  readonly sentence: string;
  readonly kinds: Readonly<Record<string, ArgumentKind>>;
}

/** One phrase for each function whose interface says `@custom:authority governance`; the generation stops where one is missing. */
export const phrases: Readonly<Record<string, Phrase>> = {
  "Constitution.setRule": {
    sentence: "Set the rule for {subject}.{selector} ({words} static words) to: {rule}",
    kinds: { subject: "subject", selector: "selector", words: "count", rule: "rule" },
  },
  "Constitution.setKeyedRule": {
    sentence: "Set the rule for {subject}.{selector} with first word {firstWord} to: {rule}",
    kinds: { subject: "subject", selector: "selector", firstWord: "firstWord", rule: "rule" },
  },
  "Constitution.setFallback": {
    sentence: "Set the fallback rule, for everything without a rule of its own, to: {rule}",
    kinds: { rule: "rule" },
  },
  "Constitution.setParameter": {
    sentence: "Set parameter {key} to {value}, provided it is still at version {expectedVersion}",
    kinds: { key: "shortText", expectedVersion: "version", value: "parameterValue" },
  },
  "Constitution.defineParameter": {
    sentence: "Define parameter {key} with the value {value}: {bounds}",
    kinds: { key: "shortText", value: "parameterValue", bounds: "bounds" },
  },
  "Constitution.setBounds": {
    sentence: "Set the bounds of parameter {key}: {bounds}",
    kinds: { key: "shortText", bounds: "bounds" },
  },
  "Constitution.setModule": {
    sentence: "Make {module} the module {name}, provided its code hash is {codeHash}",
    kinds: { name: "shortText", module: "account", codeHash: "codeHash" },
  },
  "MemberRegistry.admit": {
    sentence: "Admit member {metadata} with weight {weight} and cold account {cold}",
    kinds: { cold: "account", weight: "weight", metadata: "commitment" },
  },
  "MemberRegistry.remove": {
    sentence: "Remove {seat}",
    kinds: { seat: "seat" },
  },
  "MemberRegistry.suspend": {
    sentence: "Suspend {seat} until {until}",
    kinds: { seat: "seat", until: "moment" },
  },
  "MemberRegistry.reinstate": {
    sentence: "End the suspension of {seat}",
    kinds: { seat: "seat" },
  },
  "MemberRegistry.setWeight": {
    sentence: "Give {seat} the weight {weight}",
    kinds: { seat: "seat", weight: "weight" },
  },
  "MemberRegistry.setDuties": {
    sentence: "Give {seat} the duties: {duties}",
    kinds: { seat: "seat", duties: "duties" },
  },
  "MemberRegistry.replaceCold": {
    sentence: "Give {seat} the new cold account {cold}",
    kinds: { seat: "seat", cold: "account" },
  },
  "MemberRegistry.approveVerifier": {
    sentence: "Let members hold keys of the verifier {verifier}",
    kinds: { verifier: "account" },
  },
  "MemberRegistry.retireVerifier": {
    sentence: "Stop keys of the verifier {verifier} from verifying",
    kinds: { verifier: "account" },
  },
  "Guardians.ratify": {
    sentence: "Ratify the suspension of key {key} until {until}",
    kinds: { key: "key", until: "moment" },
  },
  "Guardians.overrule": {
    sentence: "Overrule the suspension of key {key}",
    kinds: { key: "key" },
  },
  "GroupDirectory.createGroup": {
    sentence: "Form group {metadata} of {seats}; every record needs {mandatory}; its policy: {policy}",
    kinds: { metadata: "commitment", seats: "seats", mandatory: "mandatorySeats", policy: "groupPolicy" },
  },
  "GroupDirectory.changeGroup": {
    sentence:
      "Make {group} consist of {seats}, provided it is still in epoch {expectedEpoch}; every record needs {mandatory}; its policy: {policy}",
    kinds: {
      group: "group",
      expectedEpoch: "version",
      seats: "seats",
      mandatory: "mandatorySeats",
      policy: "groupPolicy",
    },
  },
  "ConfidentialRegistry.uphold": {
    sentence: "Decide that the rejections of record {recordId} were wrong: it stands",
    kinds: { recordId: "digest" },
  },
  "ConfidentialRegistry.dismiss": {
    sentence: "Decide that a rejection of record {recordId} was right: nothing comes of the record",
    kinds: { recordId: "digest" },
  },
  "ConfidentialRegistry.grantByVote": {
    sentence: "Let the encryption key {keyId} read record {recordId}, by the slot with the hash {slotHash}",
    kinds: { recordId: "digest", keyId: "digest", slotHash: "digest" },
  },
  "ConfidentialRegistry.hold": {
    sentence: "Keep record {recordId} from being destroyed",
    kinds: { recordId: "digest" },
  },
  "ConfidentialRegistry.release": {
    sentence: "Let record {recordId} be destroyed again, when its time has come or its parties decide so",
    kinds: { recordId: "digest" },
  },
  "ConfidentialRegistry.shredByVote": {
    sentence: "Have record {recordId} destroyed: its parties delete key, text and copies, and sign that they did",
    kinds: { recordId: "digest" },
  },
  "BatchAnchor.reinstate": {
    sentence: "Let the batcher of {seat} promise again; what it promised before is settled by this",
    kinds: { seat: "seat" },
  },
};
