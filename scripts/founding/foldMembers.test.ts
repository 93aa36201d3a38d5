import { expect } from "chai";
import fc from "fast-check";

import { QuorateError } from "#sdk";

import type { AliasEntry } from "./Aliases.ts";
import { captureError } from "./captureError.ts";
import { foldMembers } from "./foldMembers.ts";
import { createNodeRow } from "./nodeRowFixture.ts";

function createEntry(name: string, spellings: readonly string[] = []): AliasEntry {
  return { name, spellings, because: "people said so", lei: null, domain: null };
}

describe("foldMembers", () => {
  it("lets a spelling that looks like no other found itself", () => {
    const { organisations, warnings } = foldMembers([createNodeRow("Beta", 2), createNodeRow("ACME Bank", 3)], []);
    expect(organisations.map(({ name, spellings }) => [name, spellings])).to.deep.equal([
      ["ACME Bank", ["ACME Bank"]],
      ["Beta", ["Beta"]],
    ]);
    expect(warnings).to.deep.equal([]);
  });

  it("folds the spellings of one entry to one organisation with all of its rows", () => {
    const rows = [createNodeRow("acme", 2), createNodeRow("Beta", 3), createNodeRow("ACME", 4)];
    const entry = {
      ...createEntry("ACME Bank", ["acme", "ACME"]),
      lei: "5493001KJTIIGC8Y1R12",
      domain: "acme.example",
    };
    const { organisations } = foldMembers(rows, [entry]);
    expect(organisations).to.deep.equal([
      {
        name: "ACME Bank",
        lei: "5493001KJTIIGC8Y1R12",
        domain: "acme.example",
        spellings: ["acme", "ACME"],
        nodes: [rows[0], rows[2]],
      },
      { name: "Beta", lei: null, domain: null, spellings: ["Beta"], nodes: [rows[1]] },
    ]);
  });

  it("stops at spellings that look alike, with every candidate and its lines", () => {
    const rows = [
      createNodeRow("acme", 2),
      createNodeRow("Beta", 3),
      createNodeRow("ACME", 4),
      createNodeRow("acme", 5),
    ];
    const error = captureError(() => foldMembers(rows, []));
    const fault = error.find("SPELLINGS_AMBIGUOUS");
    expect(fault?.facts).to.deep.equal({
      spellings: ["acme", "ACME"],
      lines: [[2, 5], [4]],
      open: ["acme", "ACME"],
      reasons: ["the same letters"],
    });
    expect(fault?.message).to.contain('"acme" (lines 2, 5), "ACME" (line 4)');
    expect(fault?.remedy).to.contain("alias file");
  });

  it("stops at a new spelling that looks like a settled one, and says to whom that belongs", () => {
    const rows = [createNodeRow("acme", 2), createNodeRow("A.C.M.E.", 3)];
    const fault = captureError(() => foldMembers(rows, [createEntry("ACME Bank", ["acme"])])).find(
      "SPELLINGS_AMBIGUOUS",
    );
    expect(fault?.facts.open).to.deep.equal(["A.C.M.E."]);
    expect(fault?.summary).to.contain('"acme" (line 2; settled as ACME Bank)');
  });

  it("asks once for spellings that are chained by likeness", () => {
    const rows = ["Alastria", "Test-Alastria", "TestAlastria"].map((name, index) => createNodeRow(name, index + 2));
    expect(captureError(() => foldMembers(rows, [])).faults).to.have.length(1);
  });

  it("keeps two organisations apart when each has its own entry", () => {
    const rows = [createNodeRow("UCA", 2), createNodeRow("UJA", 3)];
    const { organisations } = foldMembers(rows, [createEntry("UCA"), createEntry("UJA")]);
    expect(organisations.map(({ name }) => name)).to.deep.equal(["UCA", "UJA"]);
    expect(captureError(() => foldMembers(rows, [createEntry("UCA")])).find("SPELLINGS_AMBIGUOUS")).to.not.equal(
      undefined,
    );
  });

  // REQ-FND-02
  it("warns of a node id that one organisation lists twice, across its spellings", () => {
    const rows = [createNodeRow("acme", 2, { node: "n" }), createNodeRow("ACME", 3, { node: "n", role: "regular" })];
    const { organisations, warnings } = foldMembers(rows, [createEntry("ACME", ["acme"])]);
    expect(organisations).to.have.length(1);
    expect(warnings.map(({ code, facts }) => [code, facts.lines])).to.deep.equal([
      ["NODE_ID_SHARED_WITHIN_ORGANISATION", [2, 3]],
    ]);
  });

  // REQ-FND-02
  it("stops at a node id that two organisations claim, and names both", () => {
    const rows = [createNodeRow("ACME", 2, { node: "n" }), createNodeRow("Beta", 3, { node: "n" })];
    const error = captureError(() => foldMembers(rows, []));
    expect(error.faults.map(({ code, facts }) => [code, facts.organisations, facts.lines])).to.deep.equal([
      ["NODE_ID_SHARED_BETWEEN_ORGANISATIONS", ["ACME", "Beta"], [2, 3]],
    ]);
  });

  it("stops at a node address that two organisations claim", () => {
    const { nodeAddress } = createNodeRow("ACME", 2);
    const rows = [createNodeRow("ACME", 2, { nodeAddress }), createNodeRow("Beta", 3, { nodeAddress })];
    const error = captureError(() => foldMembers(rows, []));
    expect(error.faults.map(({ code, facts }) => [code, facts.organisations])).to.deep.equal([
      ["NODE_ADDRESS_SHARED_BETWEEN_ORGANISATIONS", ["ACME", "Beta"]],
    ]);
  });

  it("warns of alias spellings that no row has", () => {
    const rows = [createNodeRow("ACME", 2)];
    const { warnings } = foldMembers(rows, [createEntry("ACME Bank", ["ACME", "Acme Ltd"]), createEntry("Gone")]);
    expect(warnings.map(({ code, facts }) => [code, facts.spelling])).to.deep.equal([
      ["ALIAS_SPELLING_UNUSED", "Acme Ltd"],
      ["ALIAS_SPELLING_UNUSED", "Gone"],
    ]);
  });

  it("gives the same organisations whatever the order of the rows, and loses none", () => {
    const spellings = ["ACME", "acme", "Beta", "Gamma", "Delta", "Omega Trust", "omega-trust"];
    const rows = spellings.map((spelling, index) => createNodeRow(spelling, index + 2));
    const aliases = [createEntry("ACME", ["acme"]), createEntry("Omega Trust", ["omega-trust"])];
    const expected = foldMembers(rows, aliases).organisations.map(({ name }) => name);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        const { organisations } = foldMembers(shuffled, aliases);
        expect(organisations.map(({ name }) => name)).to.deep.equal(expected);
        expect(organisations.flatMap(({ nodes }) => nodes)).to.have.members(rows);
      }),
    );
  });

  // REQ-FND-01
  it("never merges two spellings that no entry puts together", () => {
    const spelling = fc.stringMatching(/^[A-Za-z][A-Za-z .-]{0,8}[A-Za-z]$/);
    fc.assert(
      fc.property(fc.uniqueArray(spelling, { minLength: 2, maxLength: 6 }), (spellings) => {
        try {
          const rows = spellings.map((text, index) => createNodeRow(text, index + 2));
          expect(foldMembers(rows, []).organisations).to.have.length(spellings.length);
        } catch (error) {
          if (!(error instanceof QuorateError)) throw error;
          expect(error.find("SPELLINGS_AMBIGUOUS")).to.not.equal(undefined);
        }
      }),
      { numRuns: 40 },
    );
  });
});
