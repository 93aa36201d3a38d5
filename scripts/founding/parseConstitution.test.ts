import { fileURLToPath } from "node:url";

import { expect } from "chai";
import { encodeBytes32String } from "ethers";

import { captureError } from "./captureError.ts";
import { parseConstitution } from "./parseConstitution.ts";
import { readConstitution } from "./readConstitution.ts";

const FALLBACK = {
  action: "fallback",
  quorum: "2/3",
  threshold: "66.67%",
  veto: ["guardian"],
  votingPeriod: "14d",
  executionDelay: "3d",
  executionWindow: "72h",
  lateExtension: "2d",
  proposerDuties: [],
};
const DURATION = {
  type: "duration",
  value: "1d",
  min: "1h",
  max: "30d",
  coolDown: "1d",
  unit: "seconds",
  description: "d",
};
const UINT = {
  name: "test.limit",
  type: "uint",
  value: 8,
  min: 1,
  max: 16,
  coolDown: "1s",
  unit: "records",
  description: "d",
};
const REQUIRED = [
  ...["member.keyCoolDown", "guardian.sunset", "guardian.coolDown", "records.keyOverlap", "batch.lateness"].map(
    (name) => ({
      ...DURATION,
      name,
    }),
  ),
  ...["batch.maxRecords", "batch.graceBlocks", "batch.answerBlocks", "batch.callGas"].map((name) => ({
    ...UINT,
    name,
  })),
];

const SOUND = {
  name: "Circle",
  chainId: 7001,
  foundingQuorum: "2/3",
  members: { seats: 9 },
  duties: { batcher: ["A"], attester: ["A", "B"], guardian: ["C"] },
  rules: [FALLBACK],
  parameters: REQUIRED,
};

/** Reads a constitution that differs from a sound one in some fields. */
function parse(changes: object) {
  return parseConstitution(JSON.stringify({ ...SOUND, ...changes }));
}

/** Reads it and lists the faults as `path code`. */
function listFaults(changes: object): readonly string[] {
  const error = captureError(() => parse(changes));
  expect(error.code).to.equal("CONSTITUTION_REFUSED");
  for (const fault of error.faults) expect(fault.remedy).to.match(/\.$/);
  return error.faults.map(({ facts, code }) => `${facts.path} ${code}`);
}

function withRule(rule: object) {
  return { rules: [FALLBACK, rule] };
}

function withParameter(parameter: object) {
  return { parameters: [...REQUIRED, { ...UINT, ...parameter }] };
}

describe("parseConstitution", () => {
  it("reads shares as basis points, fractions rounded down, and times as seconds", () => {
    const { foundingQuorumBps, rules, chainId } = parse({});
    expect(chainId).to.equal(7001n);
    expect(foundingQuorumBps).to.equal(6_666);
    expect(rules).to.deep.equal([
      {
        action: "fallback",
        subject: { kind: "fallback" },
        quorumBps: 6_666,
        thresholdBps: 6_667,
        veto: ["guardian"],
        votingPeriod: 1_209_600,
        executionDelay: 259_200,
        executionWindow: 259_200,
        lateExtension: 172_800,
        proposerDuties: [],
      },
    ]);
  });

  it("gives a rule the fallback's terms where it writes none, wherever the fallback stands", () => {
    const { rules } = parse({ rules: [{ action: "MemberRegistry.admit", veto: [], executionDelay: "0s" }, FALLBACK] });
    expect(rules.map(({ action }) => action)).to.deep.equal(["fallback", "MemberRegistry.admit"]);
    expect(rules[1]).to.include({ quorumBps: 6_666, votingPeriod: 1_209_600, executionDelay: 0 });
    expect(rules[1]?.veto).to.deep.equal([]);
  });

  it("takes two thirds as the founding quorum where none is written", () => {
    expect(parse({ foundingQuorum: undefined }).foundingQuorumBps).to.equal(6_666);
  });

  it("reads rules for a first word and for other contracts", () => {
    const target = "0x00000000000000000000000000000000000000aa";
    const { rules } = parse({
      rules: [
        FALLBACK,
        { action: "Constitution.setParameter", key: { parameter: "guardian.sunset" }, quorum: 6000 },
        { action: { target, selector: "0xABCDEF01" }, key: `0x${"0F".repeat(32)}` },
      ],
    });
    expect(rules[1]?.subject).to.deep.include({ kind: "module", firstWord: encodeBytes32String("guardian.sunset") });
    expect(rules[1]?.quorumBps).to.equal(6_000);
    expect(rules[2]?.subject).to.deep.equal({
      kind: "target",
      target: "0x00000000000000000000000000000000000000AA",
      selector: "0xabcdef01",
      firstWord: `0x${"0f".repeat(32)}`,
    });
  });

  it("reads terms of single organisations on top of the default ones", () => {
    const { defaultTerms, termsOf } = parse({
      members: { seats: 9, weight: 2, organisations: { A: { ballotsNeeded: 2 }, B: { weight: 3 } } },
    });
    expect(defaultTerms).to.deep.equal({ weight: 2, ballotsNeeded: 1 });
    expect([...termsOf]).to.deep.equal([
      ["A", { weight: 2, ballotsNeeded: 2 }],
      ["B", { weight: 3, ballotsNeeded: 1 }],
    ]);
  });

  it("reads parameters of every type as the words the chain keeps", () => {
    const address = "0x00000000000000000000000000000000000000Aa";
    const other = { coolDown: "1d", unit: "u", description: "d" };
    const { parameters } = parse({
      parameters: [
        ...REQUIRED,
        { ...UINT, value: "8" },
        { ...other, name: "network.open", type: "bool", value: true },
        { ...other, name: "fee.collector", type: "address", value: address.toLowerCase() },
      ],
    });
    expect(parameters.slice(REQUIRED.length).map(({ value, min, max }) => [value, min, max])).to.deep.equal([
      [8n, 1n, 16n],
      [1n, 0n, 1n],
      [170n, 1n, 2n ** 160n - 1n],
    ]);
    expect(parameters[0]).to.deep.include({
      key: encodeBytes32String("member.keyCoolDown"),
      value: 86_400n,
      max: 2_592_000n,
      maxStep: 0n,
      coolDown: 86_400,
    });
  });

  for (const [circumstance, changes, faults] of [
    ["a missing name", { name: undefined }, ["$.name JSON_FIELD_MISSING"]],
    ["a chain id of zero", { chainId: 0 }, ["$.chainId JSON_OUT_OF_RANGE"]],
    ["a chain id that a number cannot hold", { chainId: 1e300 }, ["$.chainId JSON_BAD_VALUE"]],
    ["an unknown section", { quroum: 1 }, ["$.quroum JSON_FIELD_UNKNOWN"]],
    ["a founding quorum of nothing", { foundingQuorum: "0%" }, ["$.foundingQuorum JSON_OUT_OF_RANGE"]],
    ["a founding quorum above all", { foundingQuorum: "4/3" }, ["$.foundingQuorum JSON_OUT_OF_RANGE"]],
    ["a founding quorum in words", { foundingQuorum: "most" }, ["$.foundingQuorum JSON_BAD_VALUE"]],
    ["more seats than the registry holds", { members: { seats: 513 } }, ["$.members.seats JSON_OUT_OF_RANGE"]],
    ["members that cannot be read, once", { members: { seats: "nine" } }, ["$.members.seats JSON_WRONG_TYPE"]],
    ["a weight of zero", { members: { seats: 9, weight: 0 } }, ["$.members.weight JSON_OUT_OF_RANGE"]],
    ["weights that no tally holds", { members: { seats: 9, weight: 9000 } }, ["$.members WEIGHT_ABOVE_LIMIT"]],
    [
      "more terms than seats",
      { members: { seats: 1, organisations: { A: {}, B: {} } } },
      ["$.members.organisations SEATS_MISCOUNTED"],
    ],
    [
      "a duty named twice for one holder",
      { duties: { ...SOUND.duties, batcher: ["A", "A"] } },
      ["$.duties.batcher JSON_BAD_VALUE"],
    ],
    ["an unknown duty", { duties: { ...SOUND.duties, watcher: [] } }, ["$.duties.watcher JSON_FIELD_UNKNOWN"]],
    ["a missing fallback", { rules: [{ action: "MemberRegistry.admit" }] }, ["$.rules FALLBACK_MISSING"]],
    ["two fallbacks", { rules: [FALLBACK, FALLBACK] }, ["$.rules[1].action ACTION_REPEATED"]],
    [
      "a fallback with a key",
      { rules: [{ ...FALLBACK, key: `0x${"00".repeat(32)}` }] },
      ["$.rules[0].key JSON_BAD_VALUE"],
    ],
    [
      "a fallback that leaves a term out",
      { rules: [{ ...FALLBACK, quorum: undefined }] },
      ["$.rules[0].quorum JSON_FIELD_MISSING"],
    ],
    ["an unknown action", withRule({ action: "MemberRegistry.admitt" }), ["$.rules[1].action ACTION_UNKNOWN"]],
    [
      "an action with two rules",
      { rules: [FALLBACK, { action: "Guardians.ratify" }, { action: "Guardians.ratify" }] },
      ["$.rules[2].action ACTION_REPEATED"],
    ],
    [
      "a key that is no parameter",
      withRule({ action: "Constitution.setParameter", key: { parameter: "batch.size" } }),
      ["$.rules[1].key.parameter PARAMETER_UNKNOWN"],
    ],
    [
      "a key of the wrong length",
      withRule({ action: "Guardians.ratify", key: "0x12" }),
      ["$.rules[1].key JSON_BAD_VALUE"],
    ],
    [
      "the zero address as a target",
      withRule({ action: { target: `0x${"0".repeat(40)}`, selector: "0x12345678" } }),
      ["$.rules[1].action.target JSON_BAD_VALUE"],
    ],
    [
      "a selector of the wrong length",
      withRule({ action: { target: `0x${"1".repeat(40)}`, selector: "0x1234" } }),
      ["$.rules[1].action.selector JSON_BAD_VALUE"],
    ],
    ["a quorum of zero", { rules: [{ ...FALLBACK, quorum: 0 }] }, ["$.rules[0].quorum JSON_OUT_OF_RANGE"]],
    [
      "a threshold above all",
      { rules: [{ ...FALLBACK, threshold: "100.01%" }] },
      ["$.rules[0].threshold JSON_OUT_OF_RANGE"],
    ],
    [
      "a vote of one second",
      { rules: [{ ...FALLBACK, votingPeriod: "1s" }] },
      ["$.rules[0].votingPeriod JSON_OUT_OF_RANGE"],
    ],
    [
      "a delay of half a year",
      { rules: [{ ...FALLBACK, executionDelay: "180d" }] },
      ["$.rules[0].executionDelay JSON_OUT_OF_RANGE"],
    ],
    [
      "a window of nothing",
      { rules: [{ ...FALLBACK, executionWindow: "0s" }] },
      ["$.rules[0].executionWindow JSON_OUT_OF_RANGE"],
    ],
    [
      "an extension of two months",
      { rules: [{ ...FALLBACK, lateExtension: "60d" }] },
      ["$.rules[0].lateExtension JSON_OUT_OF_RANGE"],
    ],
    [
      "a time without a unit",
      { rules: [{ ...FALLBACK, lateExtension: "60" }] },
      ["$.rules[0].lateExtension JSON_BAD_VALUE"],
    ],
    ["an unknown duty in a veto", { rules: [{ ...FALLBACK, veto: ["king"] }] }, ["$.rules[0].veto[0] JSON_BAD_VALUE"]],
    [
      "a veto for a duty that nobody holds",
      { duties: { ...SOUND.duties, guardian: [] } },
      ["$.rules[0].veto DUTY_HELD_BY_NOBODY"],
    ],
    [
      "proposer duties that nobody holds together",
      { rules: [{ ...FALLBACK, proposerDuties: ["batcher", "guardian"] }] },
      ["$.rules[0].proposerDuties DUTY_HELD_BY_NOBODY"],
    ],
    [
      "a rule stricter than the fallback in every term",
      withRule({
        action: "Guardians.ratify",
        quorum: "70%",
        threshold: "70%",
        veto: ["guardian", "attester"],
        votingPeriod: "15d",
        executionDelay: "4d",
        executionWindow: "2d",
        lateExtension: "3d",
        proposerDuties: ["batcher"],
      }),
      [
        "quorum",
        "threshold",
        "veto",
        "votingPeriod",
        "executionDelay",
        "executionWindow",
        "lateExtension",
        "proposerDuties",
      ].map((term) => `$.rules[1].${term} RULE_STRICTER_THAN_FALLBACK`),
    ],
    [
      "an easy way to admit members",
      withRule({ action: "MemberRegistry.admit", quorum: "51%", threshold: "0%" }),
      ["$.rules[1].quorum RULE_CONSTITUTIONAL_TOO_WEAK", "$.rules[1].threshold RULE_CONSTITUTIONAL_TOO_WEAK"],
    ],
    [
      "an easy way to change one rule",
      withRule({ action: "Constitution.setRule", key: `0x${"11".repeat(32)}`, quorum: "51%" }),
      ["$.rules[1].quorum RULE_CONSTITUTIONAL_TOO_WEAK"],
    ],
    [
      "a bar that the loss of the heaviest seat puts out of reach",
      { members: { seats: 9, organisations: { A: { weight: 8 } } } },
      ["$.rules[0].quorum RULE_ABOVE_CEILING"],
    ],
    ["a parameter that the contracts miss", { parameters: REQUIRED.slice(1) }, ["$.parameters PARAMETER_MISSING"]],
    ["a parameter that only batches need", { parameters: REQUIRED.slice(0, -1) }, ["$.parameters PARAMETER_MISSING"]],
    [
      "a parameter that the contracts read as something else",
      { parameters: REQUIRED.map((one) => (one.name === "batch.callGas" ? { ...DURATION, name: one.name } : one)) },
      ["$.parameters PARAMETER_MISSING"],
    ],
    [
      "a parameter defined twice",
      { parameters: [...REQUIRED, UINT, UINT] },
      ["$.parameters[10].name PARAMETER_REPEATED"],
    ],
    ["a parameter's name in one word", withParameter({ name: "size" }), ["$.parameters[9].name JSON_BAD_VALUE"]],
    [
      "a parameter's name of 32 letters",
      withParameter({ name: `a.${"b".repeat(30)}` }),
      ["$.parameters[9].name JSON_BAD_VALUE"],
    ],
    ["an unknown type", withParameter({ type: "int" }), ["$.parameters[9].type JSON_BAD_VALUE"]],
    ["crossed bounds", withParameter({ min: 20 }), ["$.parameters[9].min PARAMETER_BOUNDS_CROSSED"]],
    ["a value out of its bounds", withParameter({ value: 17 }), ["$.parameters[9].value PARAMETER_OUT_OF_BOUNDS"]],
    [
      "a step wider than the bounds",
      withParameter({ maxStep: 16 }),
      ["$.parameters[9].maxStep PARAMETER_STEP_TOO_WIDE"],
    ],
    ["a cool-down of nothing", withParameter({ coolDown: "0s" }), ["$.parameters[9].coolDown JSON_OUT_OF_RANGE"]],
    ["a missing unit", withParameter({ unit: undefined }), ["$.parameters[9].unit JSON_FIELD_MISSING"]],
    ["a unit of 32 bytes", withParameter({ unit: "é".repeat(16) }), ["$.parameters[9].unit JSON_OUT_OF_RANGE"]],
    ["a value above 160 bits", withParameter({ max: `${2n ** 160n}` }), ["$.parameters[9].max JSON_OUT_OF_RANGE"]],
    ["a fraction as a value", withParameter({ value: 1.5 }), ["$.parameters[9].value JSON_WRONG_TYPE"]],
    [
      "bounds of a truth",
      withParameter({ type: "bool", value: true, max: undefined }),
      ["$.parameters[9].min JSON_FIELD_UNKNOWN"],
    ],
    [
      "the zero address as a value",
      withParameter({ type: "address", value: `0x${"0".repeat(40)}`, min: undefined, max: undefined }),
      ["$.parameters[9].value PARAMETER_OUT_OF_BOUNDS"],
    ],
    [
      "faults in several sections at once",
      { name: 1, rules: [{ ...FALLBACK, quorum: "x" }], parameters: [...REQUIRED, { ...UINT, value: 0 }] },
      ["$.parameters[9].value PARAMETER_OUT_OF_BOUNDS", "$.rules[0].quorum JSON_BAD_VALUE", "$.name JSON_WRONG_TYPE"],
    ],
  ] as const) {
    it(`refuses ${circumstance}`, () => {
      expect(listFaults(changes)).to.deep.equal(faults);
    });
  }

  it("says what to write instead", () => {
    const { message } = captureError(() => parse(withRule({ action: "MemberRegistry.admitt", quorom: 1 })));
    expect(message).to.contain("Write MemberRegistry.admit.");
    expect(message).to.contain("$.rules[1].quorom: no such field. Write quorum, or delete it.");
  });

  for (const network of ["alastria", "sample"]) {
    it(`accepts the constitution of ${network}`, async () => {
      const path = fileURLToPath(new URL(`../../deployments/${network}/constitution.json`, import.meta.url));
      const { rules, parameters } = await readConstitution(path);
      expect(rules.length).to.be.greaterThan(10);
      expect(parameters.length).to.be.greaterThan(10);
    });
  }
});
