import { expect } from "chai";

import { findThrownCodes, type ThrownCode } from "./findThrownCodes.ts";
import { joinCodes } from "./listErrorCodes.ts";

const find = (...texts: readonly string[]): readonly ThrownCode[] =>
  findThrownCodes(texts.map((text, index) => ({ file: `${index}.ts`, text })));

describe("the places that throw", () => {
  it("are read where everything is written out", () => {
    const text =
      'throw new QuorateError({ code: "A", summary: "x", remedy: "Do.", facts: { one, "two": 2, ...(x ? { three } : {}) } });';
    expect(find(text)).to.deep.equal([{ code: "A", remedies: ["Do."], facts: ["one", "two", "three"] }]);
  });

  it("name what is filled in, or fill it in where it can be read", () => {
    const text = `
      const MAX = 7;
      const end = x ? " Or not." : "";
      fail({ code: "A", remedy: \`Use \${known.join(", ")}, at most \${MAX}.\${end}\` });`;
    expect(find(text)).to.deep.equal([
      { code: "A", remedies: ["Use {known}, at most 7. Or not.", "Use {known}, at most 7."], facts: [] },
    ]);
  });

  it("are read through a helper, each code with the remedy of its own call", () => {
    const text = `
      function fault(code, remedy, facts) { return new QuorateError({ code, summary: "x", remedy, facts }); }
      fault("A", "Do a.", { a });
      fault(y ? "B" : "C", "Do b.", {});`;
    expect(find(text)).to.deep.equal([
      { code: "A", remedies: ["Do a."], facts: ["a"] },
      { code: "B", remedies: ["Do b."], facts: [] },
      { code: "C", remedies: ["Do b."], facts: [] },
    ]);
  });

  it("are read through a helper of another file that takes an object", () => {
    const helper =
      'export function parse(text, { refusal }) { throw new QuorateError({ code: refusal, remedy: "Correct it." }); }';
    expect(find(helper, 'parse(text, { refusal: "A" });')).to.deep.equal([
      { code: "A", remedies: ["Correct it."], facts: [] },
    ]);
  });

  it("are read through functions that give the remedy or the facts", () => {
    const text = `
      function say(x, otherwise) { if (x) return "Wait."; return otherwise; }
      function more(x) { return { extra: x }; }
      fail({ code: "A", remedy: say(1, "Go."), facts: { one, ...more(2) } });`;
    expect(find(text)).to.deep.equal([{ code: "A", remedies: ["Wait.", "Go."], facts: ["one", "extra"] }]);
  });
});

describe("the listed codes", () => {
  it("stop the generation where nothing throws them, or nobody says what to do", () => {
    const thrown = [
      { code: "A", remedies: ["Do."], facts: ["b", "a"] },
      { code: "A", remedies: ["Do.", "Also."], facts: ["a"] },
      { code: "B", remedies: [], facts: [] },
    ];
    expect(joinCodes({ some: { A: "Means." } }, thrown)).to.deep.equal([
      { code: "A", domain: "some", sentence: "Means.", remedies: ["Also.", "Do."], facts: ["a", "b"] },
    ]);
    expect(() => joinCodes({ some: { A: "Means.", B: "Means.", C: "Means." } }, thrown)).to.throw(
      /^B is thrown without .*\nC is thrown nowhere/,
    );
  });
});
