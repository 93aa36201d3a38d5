import { expect } from "chai";

import { applyChange, findTypescriptDefences } from "./findTypescriptDefences.ts";
import { listTypescriptDefences } from "./units.ts";

function changedBy(text: string): { readonly texts: readonly string[]; readonly faults: readonly string[] } {
  const { defences, faults } = findTypescriptDefences("sdk/src/a.ts", text);
  return {
    texts: defences.map(({ slug, change }) => `${slug}: ${applyChange(text, change).split("\n").at(-1)}`),
    faults: faults.map(({ line, message }) => `${line}: ${message}`),
  };
}

describe("findTypescriptDefences", () => {
  it("takes away the statement that a marker stands behind or above", () => {
    expect(changedBy("if (a) throw b; // DEFENCE: one").texts).to.deep.equal(["one: ; // DEFENCE: one"]);
    expect(changedBy("// DEFENCE: two\n// for a reason\ncheck(a);").texts).to.deep.equal(["two: ;"]);
    expect(changedBy("// DEFENCE: three\nif (a) { b(); }").texts).to.deep.equal(["three: ;"]);
  });

  it("takes away what stands within, where the marker says what stands there instead", () => {
    expect(changedBy("// DEFENCE: sum [a + b => a]\nconst c = f(a + b);").texts).to.deep.equal([
      "sum: const c = f(a);",
    ]);
    const twice = "// DEFENCE: left [a => 0]\n// DEFENCE: right [b => 0]\nreturn f(a, b);";
    expect(changedBy(twice).texts).to.deep.equal(["left: return f(0, b);", "right: return f(a, 0);"]);
  });

  it("complains of what it cannot take away", () => {
    const { faults } = changedBy(
      "// DEFENCE\nf();\nconst a = 1; // DEFENCE: kept\n// DEFENCE: other [y => z]\nf();\n// DEFENCE: last\n",
    );
    expect(faults).to.have.length(4);
    expect(faults[0]).to.match(/^1: a marker reads/);
    expect(faults[1]).to.match(/^3: kept: what it marks cannot be left out/);
    expect(faults[2]).to.match(/^4: other: the marked statement does not contain `y`/);
    expect(faults[3]).to.match(/^6: last: it marks no statement/);
  });

  it("finds those of the SDK and of the batcher, each once", () => {
    const { defences, faults } = listTypescriptDefences(".");
    expect(faults).to.deep.equal([]);
    for (const folder of ["sdk/src/", "batcher/src/"])
      expect(defences.filter(({ source }) => source.startsWith(folder)).length).to.be.greaterThan(20);
    expect(new Set(defences.map(({ source, slug }) => `${source}#${slug}`)).size).to.equal(defences.length);
  });
});
