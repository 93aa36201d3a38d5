import { expect } from "chai";

import { errorCodes } from "./codes.ts";
import { QuorateError } from "./QuorateError.ts";

describe("QuorateError", () => {
  const single = new QuorateError({
    code: "KEY_ZERO",
    summary: "Two's key is zero.",
    remedy: "Give it a real key.",
    facts: { organisation: "Two" },
  });

  it("says what happened, what to do and every gathered fault in its message", () => {
    const gathered = new QuorateError({
      code: "FOUNDING_REFUSED",
      summary: "One fault.",
      remedy: "Correct it.",
      faults: [single],
    });
    expect(gathered.message).to.equal("One fault. Correct it.\n  - Two's key is zero. Give it a real key.");
    expect(gathered.name).to.equal("QuorateError");
    expect(gathered).to.be.instanceOf(Error);
  });

  it("walks through itself, its faults and its causes, outermost first", () => {
    const root = new TypeError("deep");
    const middle = new QuorateError({ code: "FILE_UNREADABLE", summary: "a", remedy: "b", cause: root });
    const top = new QuorateError({
      code: "FOUNDING_REFUSED",
      summary: "a",
      remedy: "b",
      faults: [single],
      cause: middle,
    });
    const met: unknown[] = [];
    expect(top.walk((error) => met.push(error) < 0)).to.equal(undefined);
    expect(met).to.deep.equal([top, single, middle, root]);
    expect(top.walk((error): error is TypeError => error instanceof TypeError)?.message).to.equal("deep");
    expect(top.find("KEY_ZERO")?.facts.organisation).to.equal("Two");
    expect(top.find("KEY_DUPLICATE")).to.equal(undefined);
  });

  it("ends its walk when causes form a circle", () => {
    const first = new Error("first");
    first.cause = new QuorateError({ code: "KEY_ZERO", summary: "a", remedy: "b", cause: first });
    const top = new QuorateError({ code: "FILE_UNREADABLE", summary: "a", remedy: "b", cause: first });
    expect(top.walk(() => false)).to.equal(undefined);
  });

  it("keeps a cause absent when none was given", () => {
    expect("cause" in single).to.equal(false);
  });

  it("names no code in two domains and gives each a sentence", () => {
    const all = Object.values(errorCodes).flatMap((codes) => Object.entries(codes));
    expect(new Set(all.map(([code]) => code)).size).to.equal(all.length);
    for (const [code, sentence] of all) {
      expect(code).to.match(/^[A-Z][A-Z0-9_]+$/);
      expect(sentence, code).to.match(/^[A-Z].*\.$/);
    }
  });
});
