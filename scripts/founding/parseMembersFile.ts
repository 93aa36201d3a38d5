import { QuorateError } from "#sdk";
import { checkNodeRow, type RowFault } from "./checkNodeRow.ts";
import type { NodeRow } from "./NodeRow.ts";
import { splitCsvLine } from "./splitCsvLine.ts";

/** The columns of a members file, in their order. */
const membersFileColumns = ["organisation", "node", "role", "address", "nodeId"] as const;

const HEADER = membersFileColumns.join(",");

/**
 * Reads the rows of a members file: CSV in UTF-8 with the header `organisation,node,role,address,nodeId`, one node a line.
 *
 * What spreadsheets add without changing the meaning is taken as it comes: a byte order mark, line ends with a carriage return,
 * blank lines at the end, quoted fields. Everything else is a fault, and all faults are reported at once.
 *
 * @param text the file
 * @param parameters `file` is how errors name it
 * @returns the rows in the file's order; spellings are not folded yet (see `foldMembers`)
 * @throws QuorateError MEMBERS_FILE_REFUSED whose `faults` carry `facts.line`, a summary and a remedy each
 */
export function parseMembersFile(
  text: string,
  { file = "The members file" }: { readonly file?: string } = {},
): readonly NodeRow[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  while (lines.length > 0 && isBlank(lines.at(-1) ?? "")) lines.pop();

  // Without its header nobody knows what the columns mean, and every row would be a fault: stop at the one that matters.
  const headerFault = findHeaderFault(lines);
  if (headerFault !== null) throw refuse(file, [headerFault]);

  const rows: NodeRow[] = [];
  const faults: QuorateError[] = [];
  lines.forEach((line, index) => {
    if (index === 0) return;
    const checked = parseRow(line, index + 1);
    rows.push(...checked.rows);
    faults.push(...checked.faults.map((fault) => toError(fault, index + 1)));
  });
  if (faults.length > 0) throw refuse(file, faults);
  return rows;
}

function parseRow(line: string, number: number): { rows: readonly NodeRow[]; faults: readonly RowFault[] } {
  const none: readonly NodeRow[] = [];
  if (isBlank(line)) {
    return {
      rows: none,
      faults: [{ code: "MEMBERS_FILE_BLANK_LINE", summary: "the line is blank", remedy: "Delete it." }],
    };
  }
  if (line === HEADER) {
    return {
      rows: none,
      faults: [
        {
          code: "MEMBERS_FILE_HEADER_REPEATED",
          summary: "the header stands here again",
          remedy: "Delete the line, and check that two files were not joined by accident.",
        },
      ],
    };
  }
  const { fields, fault } = splitCsvLine(line);
  if (fault !== null) {
    return {
      rows: none,
      faults: [
        fault.kind === "unterminated"
          ? {
              code: "MEMBERS_FILE_QUOTE_UNTERMINATED",
              summary: `the quoted field that begins at character ${fault.column} is not closed`,
              remedy: "Close it on the same line; a field holds no line break.",
              facts: { column: fault.column },
            }
          : {
              code: "MEMBERS_FILE_QUOTE_MISPLACED",
              summary: `the quotation mark at character ${fault.column} neither opens nor closes a field`,
              remedy: "Quote the whole field and double each quotation mark inside it.",
              facts: { column: fault.column },
            },
      ],
    };
  }
  const [spelling, node, role, address, nodeId, ...rest] = fields;
  if (
    spelling === undefined ||
    node === undefined ||
    role === undefined ||
    address === undefined ||
    nodeId === undefined ||
    rest.length > 0
  ) {
    return {
      rows: none,
      faults: [
        {
          code: "MEMBERS_FILE_COLUMN_COUNT",
          summary: `the row has ${fields.length} columns and not ${membersFileColumns.length}`,
          remedy: `Write ${HEADER}; an empty column keeps its comma, and a comma inside a name needs quotation marks.`,
          facts: { found: fields.length, expected: membersFileColumns.length },
        },
      ],
    };
  }
  const checked = checkNodeRow({ spelling, node, role, address, nodeId });
  return checked.row === null
    ? { rows: none, faults: checked.faults }
    : { rows: [{ line: number, ...checked.row }], faults: [] };
}

function findHeaderFault(lines: readonly string[]): QuorateError | null {
  const [header] = lines;
  if (header === undefined || (header === HEADER && lines.length === 1)) {
    return new QuorateError({
      code: "MEMBERS_FILE_EMPTY",
      summary: "There is no row.",
      remedy: `Write the header ${HEADER} and below it one line for each node.`,
      facts: { line: 1 },
    });
  }
  if (header === HEADER) return null;
  const semicolons = header.split(";").length > 1 && !header.includes(",");
  return new QuorateError({
    code: "MEMBERS_FILE_HEADER_WRONG",
    summary: `Line 1 is not the header but ${JSON.stringify(header.slice(0, 120))}.`,
    remedy: semicolons
      ? `Save the file with commas, not semicolons, between the columns ${HEADER}.`
      : `Make line 1 exactly ${HEADER}, each column once and in this order.`,
    facts: { line: 1, found: header.slice(0, 120), expected: HEADER },
  });
}

function toError(fault: RowFault, line: number): QuorateError {
  return new QuorateError({
    code: fault.code,
    summary: `Line ${line}: ${fault.summary}.`,
    remedy: fault.remedy,
    facts: { line, ...fault.facts },
  });
}

function refuse(file: string, faults: readonly QuorateError[]): QuorateError {
  const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
  return new QuorateError({
    code: "MEMBERS_FILE_REFUSED",
    summary: `${file} has ${count}.`,
    remedy: "Correct each line below and run the command again; nothing was sent to a chain.",
    facts: { file, faults: faults.length },
    faults,
  });
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}
