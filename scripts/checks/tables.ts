/** A row of a Markdown table by the names of its columns, and the line it is on. */
export interface TableRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** The rows of every table in a Markdown text that has all these columns. Column names are compared without capitals. */
export function readTables(markdown: string, columns: readonly string[]): readonly TableRow[] {
  const rows: TableRow[] = [];
  let header: readonly string[] | undefined;
  markdown.split("\n").forEach((text, index) => {
    const cells = cellsOf(text);
    if (cells === undefined) {
      header = undefined;
    } else if (header === undefined) {
      header = cells.map((cell) => cell.toLowerCase());
    } else if (!cells.every((cell) => /^:?-+:?$/.test(cell)) && columns.every((column) => header?.includes(column))) {
      rows.push({ line: index + 1, cells: new Map(header.map((column, at) => [column, cells[at] ?? ""])) });
    }
  });
  return rows;
}

/** What stands between backticks. */
export function codeIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code.trim());
}

function cellsOf(line: string): readonly string[] | undefined {
  const trimmed = line.trim();
  if (!trimmed.startsWith("|") || !trimmed.endsWith("|") || trimmed.length < 2) return undefined;
  // A bar inside a cell is written `\|`.
  return trimmed
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll("\\|", "|").trim());
}
