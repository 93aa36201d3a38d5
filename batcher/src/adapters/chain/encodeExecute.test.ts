import { expect } from "chai";
import fc from "fast-check";

import { toHex } from "../../records.ts";
import { executorFace } from "./contractFaces.ts";
import { encodeExecute } from "./encodeExecute.ts";

describe("the input of an execution", () => {
  it("is what the interface encodes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (calls) => {
        const packed = toHex(Buffer.concat(calls));
        expect(encodeExecute(calls)).to.equal(executorFace.encodeFunctionData("execute", [packed]));
      }),
    );
  });
});
