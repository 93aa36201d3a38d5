import { expect } from "chai";

import { QuorateError } from "../../errors/QuorateError.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseHex } from "../../types/parseHex.ts";
import { createCalls } from "./createCalls.ts";
import { explainCall } from "./explainCall.ts";

const at = (digit: string): ReturnType<typeof parseAddress> => parseAddress(`0x${digit.repeat(40)}`);
const modules = {
  constitution: at("1"),
  memberRegistry: at("2"),
  governor: at("3"),
  guardians: at("4"),
  accession: at("5"),
};
const calls = createCalls({ modules });

describe("explainCall", () => {
  it("never explains bytes that are not the strict encoding of a function as that function", () => {
    const { to, value, data } = calls.memberRegistry.remove({ seat: 3n });
    const dirty = parseHex(data.replace(/^(0x.{8})0/, "$1f"));
    for (const other of [parseHex(`${data}00`), parseHex(data.slice(0, -2)), dirty]) {
      const read = explainCall({ call: { to, value, data: other }, modules });
      expect(read.action).to.equal(null);
      expect(read.sentence).to.contain("no known governed function").and.to.contain(other);
    }
  });

  it("refuses an argument that is none, though it is encoded strictly", () => {
    const bounds = { kind: "uint", min: 1n, max: 9n, maxStep: 0n, coolDown: 1n, unit: "records" } as const;
    const { to, value, data } = calls.constitution.setBounds({ key: "a.b", bounds });
    // The kind is the second word; there is no kind 9.
    const place = 10 + 2 * 64 - 1;
    const unknownKind = parseHex(`${data.slice(0, place)}9${data.slice(place + 1)}`);
    expect(() => explainCall({ call: { to, value, data: unknownKind }, modules }))
      .to.throw(QuorateError)
      .with.property("code", "CALL_ARGUMENT_MALFORMED");
  });

  it("knows a function only at its own module", () => {
    const { data } = calls.memberRegistry.remove({ seat: 3n });
    const read = explainCall({ call: { to: modules.guardians, value: 0n, data }, modules });
    expect([read.action, read.module]).to.deep.equal([null, "Guardians"]);
  });

  it("shows a foreign call whole, with what it sends", () => {
    const call = { to: at("9"), value: 5n, data: parseHex("0x12345678") };
    expect(explainCall({ call, modules, names: { accounts: { [at("9")]: "Registry of ships" } } }).sentence).to.equal(
      `Call Registry of ships (${at("9")}) with 4 bytes that are no known governed function: 0x12345678, sending 5 wei`,
    );
    expect(explainCall({ call: { ...call, data: parseHex("0x") }, modules }).sentence).to.equal(
      `Call ${at("9")} without data, sending 5 wei`,
    );
  });
});
