import { expect } from "chai";
import fc from "fast-check";

import { splitCsvLine } from "./splitCsvLine.ts";

describe("splitCsvLine", () => {
  it("splits plain, empty and quoted fields", () => {
    expect(splitCsvLine("a,b,c").fields).to.deep.equal(["a", "b", "c"]);
    expect(splitCsvLine("a,,").fields).to.deep.equal(["a", "", ""]);
    expect(splitCsvLine("").fields).to.deep.equal([""]);
    expect(splitCsvLine('"a, b","say ""yes""",""').fields).to.deep.equal(["a, b", 'say "yes"', ""]);
  });

  it("says where a field was opened and never closed", () => {
    expect(splitCsvLine('a,"b,c')).to.deep.equal({ fields: ["a"], fault: { kind: "unterminated", column: 3 } });
    expect(splitCsvLine('"a""').fault).to.deep.equal({ kind: "unterminated", column: 1 });
  });

  it("says where a quotation mark neither opens nor closes a field", () => {
    expect(splitCsvLine('a"b,c').fault).to.deep.equal({ kind: "misplaced", column: 2 });
    expect(splitCsvLine('"a"b,c').fault).to.deep.equal({ kind: "misplaced", column: 3 });
  });

  it("gives back whatever fields were joined with quotes", () => {
    const field = fc.string({ unit: fc.constantFrom("a", ",", '"', " ", ";") });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
        const line = fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(",");
        expect(splitCsvLine(line)).to.deep.equal({ fields, fault: null });
      }),
    );
  });

  it("always ends, with the fields or with a fault", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", ",", '"') }), (line) => {
        const { fields, fault } = splitCsvLine(line);
        expect(fault === null ? fields.length > 0 : fault.column <= line.length).to.equal(true);
      }),
    );
  });
});
