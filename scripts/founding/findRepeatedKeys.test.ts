import { expect } from "chai";
import fc from "fast-check";

import { findRepeatedKeys } from "./findRepeatedKeys.ts";

describe("findRepeatedKeys", () => {
  it("finds a key that one object names twice, with its line", () => {
    expect(findRepeatedKeys('{\n "a": 1,\n "b": {"a": 2},\n "a": 3\n}')).to.deep.equal([{ key: "a", line: 4 }]);
  });

  it("knows a key by what it says, not by how it is escaped", () => {
    expect(findRepeatedKeys('{"a":1,"\\u0061":2}')).to.deep.equal([{ key: "a", line: 1 }]);
  });

  it("is not fooled by texts, lists and objects side by side", () => {
    expect(findRepeatedKeys('[{"a":"b\\":"},{"a":["a","a","{"]},{"b":"a"}]')).to.deep.equal([]);
  });

  it("finds nothing in whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findRepeatedKeys(JSON.stringify(value, null, 1))).to.deep.equal([]);
      }),
    );
  });
});
