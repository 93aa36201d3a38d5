import { fileURLToPath } from "node:url";

import { expect } from "chai";
import { AbiCoder, getAddress, id, keccak256, zeroPadValue } from "ethers";
import type { Constitution } from "./Constitution.ts";
import { captureError } from "./captureError.ts";
import { createFoundingPlan } from "./createFoundingPlan.ts";
import { createMetadataCommitment } from "./createMetadataCommitment.ts";
import type { HotKey, MemberKeys } from "./FoundingKeys.ts";
import { foldMembers } from "./foldMembers.ts";
import { governedActions } from "./governedActions.ts";
import type { Hex } from "./Hex.ts";
import { createNodeRow } from "./nodeRowFixture.ts";
import type { Organisation } from "./Organisation.ts";
import { readAliases } from "./readAliases.ts";
import { readConstitution } from "./readConstitution.ts";
import { readMembersFile } from "./readMembersFile.ts";
import { toContractArguments } from "./toContractArguments.ts";
import { toHex } from "./toHex.ts";

const toPath = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

function createAddress(text: string): Hex {
  return toHex(getAddress(id(text).slice(0, 42)));
}

function createAccountKey(text: string, scopes: HotKey["scopes"] = ["vote", "propose"]): HotKey {
  return { publicKey: { kind: "account", address: createAddress(text) }, scopes, expiresAt: null };
}

function createKeys(organisation: string, overrides: Partial<MemberKeys> = {}): MemberKeys {
  return {
    organisation,
    cold: createAddress(`${organisation} cold`),
    hot: [createAccountKey(`${organisation} hot`)],
    salt: toHex(id(`${organisation} salt`)),
    ...overrides,
  };
}

describe("createFoundingPlan", () => {
  let sample: Constitution;
  let small: Constitution;
  let organisations: readonly Organisation[];
  const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"];
  const keys = names.map((name) => createKeys(name));

  before(async () => {
    sample = await readConstitution(toPath("../../deployments/sample/constitution.json"));
    small = {
      ...sample,
      seats: 5,
      termsOf: new Map(),
      holders: { batcher: ["Alpha"], attester: [], guardian: ["Beta", "Alpha"] },
    };
    organisations = foldMembers(
      names.map((name, index) => createNodeRow(name, index + 2)),
      [],
    ).organisations;
  });

  /** Plans with the keys of some members changed, and lists the faults as code and facts. */
  function plan(changed: readonly MemberKeys[], constitution = small) {
    const merged = keys.map((own) => changed.find(({ organisation }) => organisation === own.organisation) ?? own);
    return createFoundingPlan(constitution, organisations, merged);
  }
  function listFaults(changed: readonly MemberKeys[], constitution = small) {
    return captureError(() => plan(changed, constitution)).faults;
  }

  it("gives seats in the order of names, with terms, duties and keys", () => {
    const { seats, totalWeight, foundingWeight } = plan([], {
      ...small,
      termsOf: new Map([["Beta", { weight: 2, ballotsNeeded: 1 }]]),
    });
    expect(seats.map(({ seat, organisation, weight, duties }) => [seat, organisation, weight, duties])).to.deep.equal([
      [0, "Alpha", 1, ["batcher", "guardian"]],
      [1, "Beta", 2, ["guardian"]],
      [2, "Delta", 1, []],
      [3, "Epsilon", 1, []],
      [4, "Gamma", 1, []],
    ]);
    expect([totalWeight, foundingWeight]).to.deep.equal([6, 4]);
  });

  it("gives the same plan whatever the order of its input", () => {
    expect(createFoundingPlan(small, organisations.toReversed(), keys.toReversed())).to.deep.equal(plan([]));
  });

  it("commits to the metadata so that only the salt's owner can show it", () => {
    const [alpha] = plan([]).seats;
    const salt = toHex(id("Alpha salt"));
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "bytes32", "string", "string", "string"],
      [id("quorate.member-metadata.v1"), small.chainId, salt, "Alpha", "", ""],
    );
    expect(alpha?.metadata).to.equal(keccak256(encoded));
    const own = { chainId: small.chainId, salt, name: "Alpha", lei: null, domain: null };
    const others = [
      { ...own, salt: toHex(id("other")) },
      { ...own, chainId: 1n },
      { ...own, lei: "x" },
      { ...own, domain: "x" },
      { ...own, name: "Alphax" },
    ];
    expect(new Set([own, ...others].map(createMetadataCommitment)).size).to.equal(6);
  });

  // REQ-FND-04
  it("refuses a zero cold account and a zero hot key", () => {
    const zero: Hex = `0x${"0".repeat(40)}`;
    const hot: HotKey = { publicKey: { kind: "p256", key: `0x${"0".repeat(128)}` }, scopes: ["vote"], expiresAt: null };
    const faults = listFaults([createKeys("Beta", { cold: zero, hot: [hot] })]);
    expect(faults.map(({ code, facts }) => [code, facts.organisation, facts.role])).to.deep.equal([
      ["KEY_ZERO", "Beta", "the cold account"],
      ["KEY_ZERO", "Beta", "hot key 1"],
    ]);
  });

  // REQ-FND-04
  it("refuses a key of two organisations and names both", () => {
    const faults = listFaults([createKeys("Gamma", { hot: [createAccountKey("Alpha hot")] })]);
    expect(faults.map(({ code, facts }) => [code, facts.organisations, facts.roles])).to.deep.equal([
      ["KEY_DUPLICATE", ["Alpha", "Gamma"], ["hot key 1", "hot key 1"]],
    ]);
    expect(faults[0]?.summary).to.contain("hot key 1 of Alpha and hot key 1 of Gamma");
  });

  it("refuses a hot key that is another organisation's cold account", () => {
    const faults = listFaults([createKeys("Gamma", { hot: [createAccountKey("Alpha cold")] })]);
    expect(faults.map(({ code, facts }) => [code, facts.organisations])).to.deep.equal([
      ["KEY_DUPLICATE", ["Alpha", "Gamma"]],
    ]);
  });

  it("refuses a cold account that is hot too, and one key counted twice", () => {
    const twice = [createAccountKey("x"), createAccountKey("x"), createAccountKey("Beta cold")];
    const faults = listFaults([createKeys("Beta", { hot: twice })]);
    expect(faults.map(({ code, facts }) => [code, facts.organisations, facts.roles])).to.deep.equal([
      ["KEY_DUPLICATE", ["Beta"], ["the cold account", "hot key 3"]],
      ["KEY_DUPLICATE", ["Beta"], ["hot key 1", "hot key 2"]],
    ]);
  });

  it("refuses one P-256 point as a plain key here and as a passkey there", () => {
    const key: Hex =
      "0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    const as = (kind: "p256" | "webauthn"): HotKey => ({ publicKey: { kind, key }, scopes: ["vote"], expiresAt: null });
    const faults = listFaults([
      createKeys("Alpha", { hot: [as("p256")] }),
      createKeys("Beta", { hot: [as("webauthn")] }),
    ]);
    expect(faults.map(({ code }) => code)).to.deep.equal(["KEY_DUPLICATE"]);
  });

  it("refuses coordinates that are no point of the curve", () => {
    const hot: HotKey = {
      publicKey: { kind: "webauthn", key: `0x${"11".repeat(64)}` },
      scopes: ["vote"],
      expiresAt: null,
    };
    expect(listFaults([createKeys("Beta", { hot: [hot] })]).map(({ code }) => code)).to.deep.equal([
      "KEY_NOT_ON_CURVE",
    ]);
  });

  // REQ-FND-04
  it("refuses the address of a node as a key, whosever node it is", () => {
    const address = organisations.flatMap(({ nodes }) => nodes)[0]?.nodeAddress ?? "0x";
    const hot: HotKey = { publicKey: { kind: "account", address }, scopes: ["vote"], expiresAt: null };
    const [fault] = listFaults([createKeys("Gamma", { hot: [hot] })]);
    expect([fault?.code, fault?.facts.organisation, fault?.facts.nodeOrganisation]).to.deep.equal([
      "KEY_IS_NODE_ADDRESS",
      "Gamma",
      "Alpha",
    ]);
  });

  it("refuses a salt that hides nothing", () => {
    const zero: Hex = `0x${"0".repeat(64)}`;
    const faults = listFaults([
      createKeys("Alpha", { salt: zero }),
      createKeys("Beta", { salt: toHex(id("Gamma salt")) }),
    ]);
    expect(faults.map(({ code, facts }) => [code, facts.organisations])).to.deep.equal([
      ["SALT_NOT_SECRET", ["Alpha"]],
      ["SALT_NOT_SECRET", ["Beta", "Gamma"]],
    ]);
  });

  it("refuses a seat whose keys cannot cast its ballot, or that has too many", () => {
    const many = Array.from({ length: 9 }, (_, index) => createAccountKey(`many ${index}`));
    const constitution = { ...small, termsOf: new Map([["Beta", { weight: 1, ballotsNeeded: 2 }]]) };
    const beta = createKeys("Beta", { hot: [createAccountKey("b1"), createAccountKey("b2", ["duty"])] });
    const faults = listFaults([beta, createKeys("Gamma", { hot: many })], constitution);
    expect(faults.map(({ code, facts }) => [code, facts.organisation])).to.deep.equal([
      ["KEYS_FEWER_THAN_BALLOTS_NEEDED", "Beta"],
      ["KEYS_TOO_MANY", "Gamma"],
    ]);
  });

  it("refuses another number of organisations than the constitution expects", () => {
    expect(listFaults([], { ...small, seats: 6 }).map(({ code, facts }) => [code, facts])).to.deep.equal([
      ["SEATS_MISCOUNTED", { found: 5, expected: 6 }],
    ]);
  });

  it("refuses names that no organisation has, and organisations without keys", () => {
    const constitution: Constitution = {
      ...small,
      termsOf: new Map([["Zeta", small.defaultTerms]]),
      holders: { ...small.holders, attester: ["Eta"] },
    };
    const error = captureError(() =>
      createFoundingPlan(constitution, organisations, [...keys.slice(1), createKeys("Theta")]),
    );
    expect(error.faults.map(({ code, facts }) => [code, facts.organisation])).to.deep.equal([
      ["ORGANISATION_UNKNOWN", "Zeta"],
      ["ORGANISATION_UNKNOWN", "Eta"],
      ["ORGANISATION_UNKNOWN", "Theta"],
      ["ORGANISATION_WITHOUT_KEYS", "Alpha"],
    ]);
  });

  it("refuses a founding quorum that one lost key could put out of reach", () => {
    expect(listFaults([], { ...small, foundingQuorumBps: 9_999 }).map(({ code }) => code)).to.deep.equal([
      "RULE_ABOVE_CEILING",
    ]);
  });

  describe("with our own sample", () => {
    it("plans 16 seats and every argument of the contracts", async () => {
      const rows = await readMembersFile(toPath("../../deployments/sample/nodes.csv"));
      const folded = foldMembers(rows, await readAliases(toPath("../../deployments/sample/aliases.json")));
      const all = folded.organisations.map(({ name }) =>
        createKeys(name, { hot: [1, 2, 3].map((index) => createAccountKey(`${name} ${index}`)) }),
      );
      const founding = createFoundingPlan(sample, folded.organisations, all);
      expect([founding.seats.length, founding.totalWeight, founding.foundingWeight]).to.deep.equal([16, 17, 12]);

      const verifiers = { p256: createAddress("p"), webauthn: createAddress("w"), rsa: createAddress("r") };
      const { founders, rules, parameters } = toContractArguments(founding, { verifiers });
      expect(founders).to.have.length(16);
      expect(parameters).to.have.length(sample.parameters.length);
      const laid = rules.map(({ subject, selector, keyed }) => [subject, selector, keyed].join());
      expect(new Set(laid).size).to.equal(laid.length);
      expect(rules.length).to.be.at.least(governedActions.length + 1);
    });
  });
});

describe("toContractArguments", () => {
  it("lays the fallback first, then whole actions with every governed one among them, then first words", async () => {
    const constitution = await readConstitution(toPath("../../deployments/sample/constitution.json"));
    const target: Hex = "0x00000000000000000000000000000000000000AA";
    const [fallback, admit] = constitution.rules;
    if (fallback === undefined || admit === undefined) throw new Error("the sample has no rules");
    const keyed = {
      ...fallback,
      subject: { kind: "target", target, selector: "0x12345678", firstWord: `0x${"11".repeat(32)}` },
    } as const;
    const plan = {
      name: "",
      chainId: 1n,
      foundingQuorumBps: 1,
      seats: [],
      totalWeight: 0,
      foundingWeight: 0,
      parameters: [],
    };
    const verifiers = { p256: target, webauthn: target, rsa: target };
    const { rules } = toContractArguments({ ...plan, rules: [fallback, keyed, admit] }, { verifiers });

    expect(rules[0]).to.deep.include({ subject: `0x${"0".repeat(64)}`, selector: "0x00000000", keyed: false });
    expect(rules.slice(0, -1).every((rule) => !rule.keyed)).to.equal(true);
    expect(rules.at(-1)).to.deep.include({
      keyed: true,
      subject: zeroPadValue(target, 32),
      firstWord: `0x${"11".repeat(32)}`,
    });
    expect(rules.filter((rule) => rule.subject === zeroPadValue(target, 32))).to.have.length(2);
    expect(rules).to.have.length(1 + governedActions.length + 2);
    const implied = rules.find(({ selector }) => selector === governedActions[0]?.selector);
    expect(implied?.rule).to.deep.equal(rules[0]?.rule);
  });

  it("packs duties, scopes, kinds and expiries the way the contracts number them", () => {
    const verifier: Hex = `0x${"ab".repeat(20)}`;
    const key: Hex = `0x${"cd".repeat(64)}`;
    const plan = {
      name: "",
      chainId: 1n,
      foundingQuorumBps: 1,
      totalWeight: 1,
      foundingWeight: 1,
      rules: [],
      parameters: [],
    };
    const hot: readonly HotKey[] = [
      { publicKey: { kind: "webauthn", key }, scopes: ["vote", "duty"], expiresAt: null },
      { publicKey: { kind: "account", address: verifier }, scopes: ["propose", "records"], expiresAt: 7 },
    ];
    const seat = {
      ...{ seat: 0, organisation: "A", weight: 1, ballotsNeeded: 1, cold: verifier, metadata: key, hot },
      duties: ["batcher", "guardian"],
    } as const;
    const { founders } = toContractArguments(
      { ...plan, seats: [seat] },
      { verifiers: { p256: "0x", rsa: "0x", webauthn: verifier } },
    );
    expect(founders[0]?.duties).to.equal(5);
    expect(founders[0]?.keys).to.deep.equal([
      { signer: `0x${"ab".repeat(20)}${"cd".repeat(64)}`, scopes: 9, expiresAt: 2 ** 40 - 1 },
      { signer: verifier, scopes: 6, expiresAt: 7 },
    ]);
  });
});
