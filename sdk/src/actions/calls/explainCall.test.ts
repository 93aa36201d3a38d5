import { expect } from "chai";

import { QuorateError } from "../../errors/QuorateError.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import { createCalls } from "./createCalls.ts";
import { explainCall } from "./explainCall.ts";

const at = (digit: string): ReturnType<typeof parseAddress> => parseAddress(`0x${digit.repeat(40)}`);
const modules = {
  constitution: at("1"),
  memberRegistry: at("2"),
  governor: at("3"),
  guardians: at("4"),
  accession: at("5"),
  groupDirectory: at("6"),
  keyDirectory: at("7"),
  confidentialRegistry: at("8"),
  batchAnchor: at("9"),
  batchExecutor: at("b"),
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

  it("refuses a list of mandatory members, and suites, that no builder writes", () => {
    const { to, value, data } = calls.groupDirectory.createGroup({
      metadata: parseBytes32(`0x${"1".repeat(64)}`),
      seats: [3n],
      mandatory: [3n],
      policy: {
        minAcks: 1n,
        suites: [1],
        waivesLeavers: false,
        needsAttested: false,
        ackPeriod: 1n,
        answerPeriod: 1n,
        timeToLive: 0n,
        shredPeriod: 1n,
        shredQuorum: 0n,
        historyQuorum: 0n,
        changeQuorum: 0n,
      },
    });
    const withWord = (place: number, word: string): ReturnType<typeof parseHex> =>
      parseHex(`${data.slice(0, 10 + 64 * place)}${word.padStart(64, "0")}${data.slice(74 + 64 * place)}`);
    // Mandatory members are the fourth word: out of order, twice, with a hole, of no seat. Suites are the sixth.
    for (const other of [
      withWord(3, "00030004"),
      withWord(3, "00040004"),
      withWord(3, "00040000"),
      withWord(3, "0201"),
      withWord(5, "01"),
      withWord(5, "12"),
    ]) {
      expect(() => explainCall({ call: { to, value, data: other }, modules }))
        .to.throw(QuorateError)
        .with.property("code", "CALL_ARGUMENT_MALFORMED");
    }
  });

  it("knows a function only at its own module", () => {
    const { data } = calls.memberRegistry.remove({ seat: 3n });
    const read = explainCall({ call: { to: modules.guardians, value: 0n, data }, modules });
    expect([read.action, read.module]).to.deep.equal([null, "Guardians"]);
  });

  it("shows a foreign call whole, with what it sends", () => {
    const call = { to: at("a"), value: 5n, data: parseHex("0x12345678") };
    expect(explainCall({ call, modules, names: { accounts: { [at("a")]: "Registry of ships" } } }).sentence).to.equal(
      `Call Registry of ships (${at("a")}) with 4 bytes that are no known governed function: 0x12345678, sending 5 wei`,
    );
    expect(explainCall({ call: { ...call, data: parseHex("0x") }, modules }).sentence).to.equal(
      `Call ${at("a")} without data, sending 5 wei`,
    );
  });
});
