import { expect } from "chai";

import { captureError } from "./captureError.ts";
import { isLei } from "./isLei.ts";
import { parseAliases } from "./parseAliases.ts";

/** Reads an alias file and lists the faults as `path code`. */
function listFaults(file: unknown): readonly string[] {
  const error = captureError(() => parseAliases(typeof file === "string" ? file : JSON.stringify(file)));
  expect(error.code).to.equal("ALIASES_REFUSED");
  return error.faults.map(({ facts, code }) => (facts.path === undefined ? code : `${facts.path} ${code}`));
}

describe("parseAliases", () => {
  it("reads entries, their name being a spelling that need not be repeated", () => {
    const text = JSON.stringify({
      $comment: "why",
      organisations: {
        "ACME Bank": {
          spellings: ["ACME", "ACME Bank"],
          because: "one bank",
          lei: "5493001KJTIIGC8Y1R12",
          domain: "acme.example",
        },
        Beta: { spellings: [], because: "stands alone" },
      },
    });
    expect(parseAliases(text)).to.deep.equal([
      {
        name: "ACME Bank",
        spellings: ["ACME"],
        because: "one bank",
        lei: "5493001KJTIIGC8Y1R12",
        domain: "acme.example",
      },
      { name: "Beta", spellings: [], because: "stands alone", lei: null, domain: null },
    ]);
  });

  for (const [circumstance, organisations, faults] of [
    [
      "a spelling that two organisations claim",
      { A: { spellings: ["x"], because: "b" }, B: { spellings: ["x"], because: "b" } },
      ["$.organisations.B.spellings[0] ALIAS_SPELLING_CLAIMED_TWICE"],
    ],
    [
      "a spelling that is the name of another organisation",
      { A: { spellings: ["B"], because: "b" }, B: { spellings: [], because: "b" } },
      ["$.organisations.B ALIAS_SPELLING_CLAIMED_TWICE"],
    ],
    [
      "a spelling that stands twice in one entry",
      { A: { spellings: ["x", "x"], because: "b" } },
      ["$.organisations.A.spellings[1] ALIAS_SPELLING_CLAIMED_TWICE"],
    ],
    ["an entry without a reason", { A: { spellings: [] } }, ["$.organisations.A.because JSON_FIELD_MISSING"]],
    ["an empty reason", { A: { spellings: [], because: " " } }, ["$.organisations.A.because JSON_BAD_VALUE"]],
    ["an entry without spellings", { A: { because: "b" } }, ["$.organisations.A.spellings JSON_FIELD_MISSING"]],
    [
      "an unknown field",
      { A: { spelings: [], spellings: [], because: "b" } },
      ["$.organisations.A.spelings JSON_FIELD_UNKNOWN"],
    ],
    [
      "an LEI with a wrong check digit",
      { A: { spellings: [], because: "b", lei: "5493001KJTIIGC8Y1R13" } },
      ["$.organisations.A.lei JSON_BAD_VALUE"],
    ],
    [
      "a domain with a protocol",
      { "A B": { spellings: [], because: "b", domain: "https://a.example" } },
      ['$.organisations["A B"].domain JSON_BAD_VALUE'],
    ],
    [
      "several faults at once",
      { A: { spellings: [7], because: null }, B: 1 },
      [
        "$.organisations.A.spellings[0] JSON_WRONG_TYPE",
        "$.organisations.A.because JSON_WRONG_TYPE",
        "$.organisations.B JSON_WRONG_TYPE",
        "$.organisations.B.spellings JSON_FIELD_MISSING",
        "$.organisations.B.because JSON_FIELD_MISSING",
      ],
    ],
  ] as const) {
    it(`refuses ${circumstance}`, () => {
      expect(listFaults({ organisations })).to.deep.equal(faults);
    });
  }

  it("refuses what is not JSON, and a key that stands twice", () => {
    expect(listFaults("{ organisations: }")).to.deep.equal(["JSON_MALFORMED"]);
    expect(listFaults('{ "organisations": {},\n "organisations": {} }')).to.deep.equal(["JSON_KEY_REPEATED"]);
  });
});

describe("isLei", () => {
  it("checks form and check digits", () => {
    expect(isLei("5493001KJTIIGC8Y1R12")).to.equal(true);
    expect(isLei("5493001KJTIIGC8Y1R21")).to.equal(false);
    expect(isLei("5493001kjtiigc8y1r12")).to.equal(false);
    expect(isLei("")).to.equal(false);
  });
});
