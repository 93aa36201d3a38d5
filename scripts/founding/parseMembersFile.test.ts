import { expect } from "chai";
import fc from "fast-check";

import { QuorateError } from "#sdk";

import { captureError } from "./captureError.ts";
import { createNodeRow, toCsvLine } from "./nodeRowFixture.ts";
import { parseMembersFile } from "./parseMembersFile.ts";

const HEADER = "organisation,node,role,address,nodeId";
const first = createNodeRow("ACME Bank", 2);
const second = createNodeRow("Beta", 3, { role: "regular", nodeAddress: null });

/** Reads one row in place of Beta's, and lists the faults as `line code`. */
function listFaults(row: string): readonly string[] {
  const error = captureError(() => parseMembersFile([HEADER, toCsvLine(first), row].join("\n")));
  expect(error.code).to.equal("MEMBERS_FILE_REFUSED");
  for (const fault of error.faults) expect(fault.remedy).to.match(/\.$/);
  return error.faults.map(({ facts, code }) => `${facts.line} ${code}`);
}

describe("parseMembersFile", () => {
  it("reads rows with their lines, in the file's order", () => {
    expect(parseMembersFile([HEADER, toCsvLine(first), toCsvLine(second)].join("\n"))).to.deep.equal([first, second]);
  });

  it("takes what spreadsheets add: a byte order mark, carriage returns, quotes, blank lines at the end", () => {
    const quoted = `"ACME Bank",${toCsvLine(first).split(",").slice(1).join(",")}`;
    const text = `\uFEFF${[HEADER, quoted, toCsvLine(second), "", "  ", ""].join("\r\n")}`;
    expect(parseMembersFile(text)).to.deep.equal([first, second]);
  });

  it("keeps a comma inside quotes, and writes digits in lower case", () => {
    const row = createNodeRow("Sons, Forwarders", 2);
    const upper = `"Sons, Forwarders",${row.node.replace(",", "")},validator,${row.nodeAddress},${row.nodeId.toUpperCase()}`;
    const [read] = parseMembersFile([HEADER, upper].join("\n"));
    expect(read?.spelling).to.equal("Sons, Forwarders");
    expect(read?.nodeId).to.equal(row.nodeId);
  });

  const wrongKey = `${second.nodeId.slice(0, -1)}${second.nodeId.endsWith("0") ? "1" : "0"}`;
  for (const [circumstance, row, faults] of [
    ["a blank line between rows", `\n${toCsvLine(second)}`, ["MEMBERS_FILE_BLANK_LINE"]],
    ["a header that stands twice", HEADER, ["MEMBERS_FILE_HEADER_REPEATED"]],
    ["a row without its last column", `Beta,b,regular,`, ["MEMBERS_FILE_COLUMN_COUNT"]],
    ["a row with a column too many", `${toCsvLine(second)},x`, ["MEMBERS_FILE_COLUMN_COUNT"]],
    ["a quoted field that never closes", `"Beta,b,regular,,${second.nodeId}`, ["MEMBERS_FILE_QUOTE_UNTERMINATED"]],
    ["a quotation mark inside a field", `Be"ta,b,regular,,${second.nodeId}`, ["MEMBERS_FILE_QUOTE_MISPLACED"]],
    ["an empty organisation", `,b,regular,,${second.nodeId}`, ["MEMBERS_FILE_ORGANISATION_EMPTY"]],
    ["an empty node", `Beta,,regular,,${second.nodeId}`, ["MEMBERS_FILE_NODE_EMPTY"]],
    ["a blank around a name", `Beta ,b,regular,,${second.nodeId}`, ["MEMBERS_FILE_STRAY_BLANK"]],
    ["a character nobody sees", `Be\u200Bta,b,regular,,${second.nodeId}`, ["MEMBERS_FILE_INVISIBLE_CHARACTER"]],
    ["a blank that is none", `Be\u00A0ta,b,regular,,${second.nodeId}`, ["MEMBERS_FILE_INVISIBLE_CHARACTER"]],
    ["an unknown role", `Beta,b,Regular,,${second.nodeId}`, ["MEMBERS_FILE_ROLE_UNKNOWN"]],
    ["an address that is too short", `Beta,b,regular,0x12,${second.nodeId}`, ["MEMBERS_FILE_ADDRESS_MALFORMED"]],
    [
      "an address with a wrong checksum",
      `Beta,b,regular,${first.nodeAddress?.replace(/[a-f]/, (letter) => letter.toUpperCase()).replace(/[A-F](?=[^A-F]*$)/, (letter) => letter.toLowerCase())},${first.nodeId}`,
      ["MEMBERS_FILE_ADDRESS_MALFORMED"],
    ],
    [
      "an address of another node",
      `Beta,b,regular,${first.nodeAddress},${second.nodeId}`,
      ["MEMBERS_FILE_ADDRESS_MISMATCH"],
    ],
    ["a node id that is too short", `Beta,b,regular,,${second.nodeId.slice(1)}`, ["MEMBERS_FILE_NODE_ID_LENGTH"]],
    ["a node id with its prefix", `Beta,b,regular,,0x${second.nodeId}`, ["MEMBERS_FILE_NODE_ID_LENGTH"]],
    ["a node id with a letter", `Beta,b,regular,,g${second.nodeId.slice(1)}`, ["MEMBERS_FILE_NODE_ID_NOT_HEX"]],
    ["a node id with a wrong digit", `Beta,b,regular,,${wrongKey}`, ["MEMBERS_FILE_NODE_ID_NOT_A_KEY"]],
    [
      "a row with five faults",
      " ,,boss,0x,12",
      [
        "MEMBERS_FILE_STRAY_BLANK",
        "MEMBERS_FILE_ORGANISATION_EMPTY",
        "MEMBERS_FILE_NODE_EMPTY",
        "MEMBERS_FILE_ROLE_UNKNOWN",
        "MEMBERS_FILE_NODE_ID_LENGTH",
        "MEMBERS_FILE_ADDRESS_MALFORMED",
      ],
    ],
  ] as const) {
    it(`refuses ${circumstance}`, () => {
      expect(listFaults(row)).to.deep.equal(faults.map((code) => `3 ${code}`));
    });
  }

  it("reports the faults of all rows at once, in the order of their lines", () => {
    expect(listFaults(`Beta,b,boss,,12\n\n"Gamma`)).to.deep.equal([
      "3 MEMBERS_FILE_ROLE_UNKNOWN",
      "3 MEMBERS_FILE_NODE_ID_LENGTH",
      "4 MEMBERS_FILE_BLANK_LINE",
      "5 MEMBERS_FILE_QUOTE_UNTERMINATED",
    ]);
  });

  it("names the file, the number of faults and each line in one message", () => {
    const error = captureError(() => parseMembersFile(`${HEADER}\nBeta,b,boss,,12`, { file: "members.csv" }));
    expect(error.message).to.contain("members.csv has 2 faults.");
    expect(error.message).to.contain('\n  - Line 2: role is "boss". Write validator or regular, in lower case.');
    expect(error.facts).to.deep.equal({ file: "members.csv", faults: 2 });
  });

  for (const [circumstance, text, code, hint] of [
    ["an empty file", "", "MEMBERS_FILE_EMPTY", "Write the header"],
    ["a byte order mark alone", "\uFEFF\r\n", "MEMBERS_FILE_EMPTY", "Write the header"],
    ["a header without rows", `${HEADER}\r\n\r\n`, "MEMBERS_FILE_EMPTY", "one line for each node"],
    ["a file without a header", toCsvLine(first), "MEMBERS_FILE_HEADER_WRONG", `exactly ${HEADER}`],
    [
      "a header with a column twice",
      HEADER.replace("node,", "nodeId,"),
      "MEMBERS_FILE_HEADER_WRONG",
      "each column once",
    ],
    ["a file with semicolons", HEADER.replaceAll(",", ";"), "MEMBERS_FILE_HEADER_WRONG", "not semicolons"],
  ] as const) {
    it(`refuses ${circumstance} with one fault`, () => {
      const error = captureError(() => parseMembersFile(text));
      expect(error.faults.map((fault) => fault.code)).to.deep.equal([code]);
      expect(error.faults[0]?.remedy).to.contain(hint);
    });
  }

  // REQ-FND-03
  it("answers any text with rows or with typed faults, each with its line", () => {
    const piece = fc.constantFrom(...toCsvLine(first).split(","), ...toCsvLine(second).split(","), '"', ",", "\n", " ");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          expect(parseMembersFile(`${HEADER}\n${pieces.join("")}`)).to.be.an("array");
        } catch (error) {
          if (!(error instanceof QuorateError)) throw error;
          for (const fault of error.faults) expect(fault.facts.line).to.be.a("number");
        }
      }),
    );
  });
});
