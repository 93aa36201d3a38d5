import { expect } from "chai";
import { concat, getBytes, keccak256, sha256, toUtf8Bytes } from "ethers";

import type { RecordField } from "#sdk/records";

import { findInBytes } from "./findInBytes.ts";

const name: RecordField = { path: "Nm", type: "text", value: "Saltmarsh Lamp Works" };
const amount: RecordField = { path: "Amt", type: "decimal", value: "5.00" };
const around = (bytes: Uint8Array | string): readonly Uint8Array[] => [getBytes(concat(["0x01", bytes, "0x02"]))];

describe("findInBytes", () => {
  it("finds a value as it is and as a bare hash", () => {
    expect(findInBytes([name, amount], around(toUtf8Bytes("Saltmarsh Lamp Works")))).to.deep.equal([name]);
    expect(findInBytes([name, amount], around(keccak256(toUtf8Bytes("5.00"))))).to.deep.equal([amount]);
    expect(findInBytes([name, amount], around(sha256(toUtf8Bytes("Saltmarsh Lamp Works"))))).to.deep.equal([name]);
  });

  it("takes no few bytes for a value, and finds nothing in nothing", () => {
    expect(findInBytes([amount], around(toUtf8Bytes("5.00")))).to.deep.equal([]);
    expect(findInBytes([name], [])).to.deep.equal([]);
  });
});
