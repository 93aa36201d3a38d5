import { expect } from "chai";
import fc from "fast-check";

import { QuorateError } from "../../errors/QuorateError.ts";
import { callCatalogue } from "../../generated/calls.ts";
import { listCallNames } from "../../internal/decodeGovernedCall.ts";
import { duties } from "../../types/Duty.ts";
import type { Modules } from "../../types/Modules.ts";
import { parameterTypes } from "../../types/Parameter.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import { suites } from "../../types/Suite.ts";
import { createCalls } from "./createCalls.ts";
import { explainCall } from "./explainCall.ts";

const at = (number: bigint): ReturnType<typeof parseAddress> =>
  parseAddress(`0x${number.toString(16).padStart(40, "0")}`);
const modules: Modules = {
  constitution: at(1n),
  memberRegistry: at(2n),
  governor: at(3n),
  guardians: at(4n),
  accession: at(5n),
  groupDirectory: at(6n),
  keyDirectory: at(7n),
  confidentialRegistry: at(8n),
  batchAnchor: at(9n),
  batchExecutor: at(10n),
};
const commitment = parseBytes32(`0x${"ab".repeat(32)}`);
const names = {
  seats: { "3": "ACME Bank" },
  commitments: { [commitment]: "ACME Bank" },
  parameters: { "member.keyCoolDown": { kind: "duration", unit: "seconds" } },
} as const;
const calls = createCalls({ modules, names });
const rule = {
  quorum: 6_667n,
  threshold: 5_000n,
  vetoDuties: ["guardian"],
  votingPeriod: 259_200n,
  executionDelay: 0n,
  executionWindow: 86_400n,
  lateExtension: 5_400n,
  proposerDuties: [],
} as const;

const policy = {
  minAcks: 2n,
  suites: [1, 2],
  waivesLeavers: false,
  needsAttested: false,
  ackPeriod: 86_400n,
  answerPeriod: 43_200n,
  timeToLive: 0n,
  shredPeriod: 604_800n,
  shredQuorum: 2n,
  historyQuorum: 2n,
  changeQuorum: 0n,
} as const;

describe("createCalls", () => {
  it("says each call in a sentence that leaves nothing out", () => {
    const selector = parseHex(callCatalogue["MemberRegistry.admit"].selector);
    const said = [
      calls.memberRegistry.admit({ cold: at(99n), weight: 1n, metadata: commitment }),
      calls.memberRegistry.suspend({ seat: 3n, until: 1_764_000_000n }),
      calls.memberRegistry.setDuties({ seat: 4n, duties: ["batcher", "guardian"] }),
      calls.constitution.setRule({ subject: "MemberRegistry", selector, words: 3n, rule }),
      calls.constitution.setParameter({ key: "member.keyCoolDown", expectedVersion: 2n, value: 259_200n }),
      calls.guardians.overrule({ key: parseBytes32(`0x${"0".repeat(24)}${"ab".repeat(20)}`) }),
      calls.groupDirectory.createGroup({ metadata: commitment, seats: [300n, 3n], mandatory: [3n], policy }),
      calls.groupDirectory.changeGroup({
        group: 2n,
        expectedEpoch: 4n,
        seats: [3n],
        mandatory: [],
        policy: {
          ...policy,
          minAcks: 1n,
          waivesLeavers: true,
          needsAttested: true,
          timeToLive: 864_000n,
          shredQuorum: 1n,
        },
      }),
      calls.confidentialRegistry.shredByVote({ recordId: commitment }),
      calls.batchAnchor.reinstate({ seat: 3n }),
    ].map((call) => call.sentence);
    expect(said).to.deep.equal([
      "Admit member ACME Bank with weight 1 and cold account 0x0000000000000000000000000000000000000063",
      "Suspend member ACME Bank (seat 3) until 2025-11-24 16:00:00 UTC",
      "Give the member of seat 4 the duties: batcher, guardian",
      "Set the rule for MemberRegistry.admit (3 static words) to: quorum 66.67 % of all weight, threshold 50 % of the votes, the vote open for 3 days, executed at once or within 1 day, a late quorum extends the vote by 1 hour 30 minutes, veto by guardian, proposed by any member",
      "Set parameter member.keyCoolDown to 3 days (259200 seconds), provided it is still at version 2",
      "Overrule the suspension of key 0xABaBaBaBABabABabAbAbABAbABabababaBaBABaB",
      "Form group ACME Bank of member ACME Bank (seat 3), the member of seat 300; every record needs member ACME Bank (seat 3); its policy: a record is final with 2 acknowledgements within 1 day, mandatory members that left the consortium are not waived, a rejection is answered within 12 hours, sealed with suite 1 or 2, to recipients attested or not, kept without end, shredded within 7 days of a decision by 2 members or by vote of the consortium, earlier records granted by 2 members or by vote of the consortium, the group changed by vote of the consortium",
      "Make group 2 consist of member ACME Bank (seat 3), provided it is still in epoch 4; every record needs nobody in particular; its policy: a record is final with 1 acknowledgement within 1 day, mandatory members that left the consortium are waived, a rejection is answered within 12 hours, sealed with suite 1 or 2, to attested recipients only, whom this release cannot tell, anybody may have it shredded after 10 days, shredded within 7 days of a decision by 1 member or by vote of the consortium, earlier records granted by 2 members or by vote of the consortium, the group changed by vote of the consortium",
      `Have record ${commitment} destroyed: its parties delete key, text and copies, and sign that they did`,
      "Let the batcher of member ACME Bank (seat 3) promise again; what it promised before is settled by this",
    ]);
  });

  it("sends nothing: a call is a target, a value, data, a sentence and an action", () => {
    const call = calls.memberRegistry.remove({ seat: 3n });
    expect(call).to.deep.equal({
      to: modules.memberRegistry,
      value: 0n,
      data: `${callCatalogue["MemberRegistry.remove"].selector}${"3".padStart(64, "0")}`,
      sentence: "Remove member ACME Bank (seat 3)",
      action: "MemberRegistry.remove",
    });
  });

  it("refuses what has not the fields of its type, as programs without types hand it over", () => {
    const bounds = { kind: "uint", min: 1n, max: 9n, maxStep: 0n, coolDown: 1n, unit: "records" } as const;
    const kind = JSON.parse('"colour"');
    const seats = Array.from({ length: 17 }, (_, seat) => BigInt(seat));
    const group = { metadata: commitment, seats, mandatory: [], policy };
    for (const [build, argument] of [
      [() => calls.memberRegistry.remove(JSON.parse("{}")), "seat"],
      [() => calls.memberRegistry.remove(JSON.parse("null")), "seat"],
      [() => calls.constitution.setFallback(JSON.parse('{"rule": []}')), "rule"],
      [() => calls.constitution.setBounds({ key: "a.b", bounds: { ...bounds, kind } }), "bounds"],
      [() => calls.groupDirectory.createGroup({ ...group, seats: [1n, 1n] }), "seats"],
      [() => calls.groupDirectory.createGroup({ ...group, seats: JSON.parse("{}") }), "seats"],
      [() => calls.groupDirectory.createGroup({ ...group, mandatory: seats }), "mandatory"],
      [
        () => calls.groupDirectory.createGroup({ ...group, policy: { ...policy, suites: JSON.parse("[4]") } }),
        "policy",
      ],
      [
        () => calls.groupDirectory.createGroup({ ...group, policy: { ...policy, waivesLeavers: JSON.parse("1") } }),
        "policy",
      ],
    ] as const) {
      const error: unknown = catchError(build);
      expect(error).to.be.instanceOf(QuorateError).and.to.include({ code: "OBJECT_MALFORMED" });
      expect(error instanceof QuorateError && error.facts.argument).to.equal(argument);
    }
  });

  it("names the argument that is wrong, with a code", () => {
    const faults: readonly (readonly [() => unknown, string, string])[] = [
      [() => calls.memberRegistry.setWeight({ seat: 70_000n, weight: 1n }), "INTEGER_MALFORMED", "seat"],
      [
        () => calls.constitution.setParameter({ key: "k".repeat(32), expectedVersion: 1n, value: 0n }),
        "TEXT_TOO_LONG",
        "key",
      ],
      [() => calls.constitution.setParameter({ key: "", expectedVersion: 1n, value: 0n }), "TEXT_TOO_LONG", "key"],
      [() => calls.constitution.setFallback({ rule: { ...rule, quorum: 65_536n } }), "INTEGER_MALFORMED", "rule"],
      [
        () => calls.groupDirectory.createGroup({ metadata: commitment, seats: [512n], mandatory: [], policy }),
        "INTEGER_MALFORMED",
        "seats",
      ],
    ];
    for (const [build, code, argument] of faults) {
      const error: unknown = catchError(build);
      expect(error).to.be.instanceOf(QuorateError).and.to.include({ code });
      expect(error instanceof QuorateError && error.facts.argument).to.equal(argument);
    }
  });

  it("encodes what explainCall reads back, for every governed function", () => {
    const uint = (bits: number): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
    const held = fc.uniqueArray(fc.constantFrom(...duties));
    const word = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => parseBytes32(`0x${Buffer.from(bytes).toString("hex")}`));
    const text = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.]{0,30}$/);
    const account = uint(160).map(at);
    const seatsOf = (size: { minLength?: number; maxLength?: number }): fc.Arbitrary<readonly bigint[]> =>
      fc.uniqueArray(fc.bigInt({ min: 0n, max: 511n }), size);
    const kinds = {
      account,
      bounds: fc.record({
        kind: fc.constantFrom(...parameterTypes),
        min: uint(160),
        max: uint(160),
        maxStep: uint(160),
        coolDown: uint(40),
        unit: text,
      }),
      codeHash: word,
      commitment: word,
      count: uint(8),
      digest: word,
      duties: held,
      firstWord: word,
      group: uint(32),
      groupPolicy: fc.record({
        minAcks: uint(16),
        suites: fc.uniqueArray(fc.constantFrom(...suites)),
        waivesLeavers: fc.boolean(),
        needsAttested: fc.boolean(),
        ackPeriod: uint(32),
        answerPeriod: uint(32),
        timeToLive: uint(32),
        shredPeriod: uint(32),
        shredQuorum: uint(16),
        historyQuorum: uint(16),
        changeQuorum: uint(16),
      }),
      key: word,
      mandatorySeats: seatsOf({ maxLength: 16 }),
      moment: uint(40),
      parameterValue: uint(160),
      rule: fc.record({
        quorum: uint(16),
        threshold: uint(16),
        vetoDuties: held,
        votingPeriod: uint(32),
        executionDelay: uint(32),
        executionWindow: uint(32),
        lateExtension: uint(32),
        proposerDuties: held,
      }),
      seat: uint(16),
      seats: seatsOf({}),
      selector: uint(32).map((value) => parseHex(`0x${value.toString(16).padStart(8, "0")}`)),
      shortText: text,
      subject: fc.oneof(text, account),
      version: uint(32),
      weight: uint(16),
    };
    const builders = new Map<string, unknown>(
      Object.entries(calls).flatMap(([module, verbs]) =>
        Object.entries(verbs).map(([verb, build]): [string, unknown] => [`${module}.${verb}`, build]),
      ),
    );
    for (const name of listCallNames()) {
      const { inputs } = callCatalogue[name];
      const key = name.slice(0, 1).toLowerCase() + name.slice(1);
      const build = builders.get(key);
      if (typeof build !== "function") throw new Error(`no builder ${key}`);
      const given = fc.record(Object.fromEntries(inputs.map((input) => [input.name, kinds[input.kind]])));
      fc.assert(
        fc.property(given, (parameters) => {
          const call = build(parameters);
          const read = explainCall({ call, modules, names });
          expect(read.action).to.equal(name);
          expect(read.sentence)
            .to.equal(call.sentence)
            .and.not.to.match(/undefined|\{|\}/);
        }),
        { numRuns: 25 },
      );
    }
  });
});

function catchError(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
