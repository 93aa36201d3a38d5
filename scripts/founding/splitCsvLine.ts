/** What is wrong with the quotation marks of a line; `column` counts characters from 1. */
export interface CsvFault {
  readonly kind: "unterminated" | "misplaced";
  readonly column: number;
}

/** The fields of one line, and its fault if it has one; the fields before the fault are kept. */
export interface CsvLine {
  readonly fields: readonly string[];
  readonly fault: CsvFault | null;
}

/**
 * Splits one line of a CSV file (RFC 4180) into fields.
 *
 * A row is a line: a quoted field may hold commas and doubled quotation marks but no line break. No organisation has a line
 * break in its name, and so a forgotten quotation mark spoils its own row only, where a general reader would swallow every
 * row after it and name the wrong line.
 */
export function splitCsvLine(line: string): CsvLine {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      const end = findClosingQuote(line, at + 1);
      if (end === -1) return { fields, fault: { kind: "unterminated", column: at + 1 } };
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
      if (at < line.length && line[at] !== ",") return { fields, fault: { kind: "misplaced", column: end + 1 } };
    } else {
      const comma = line.indexOf(",", at);
      const field = line.slice(at, comma === -1 ? line.length : comma);
      const quote = field.indexOf('"');
      if (quote !== -1) return { fields, fault: { kind: "misplaced", column: at + quote + 1 } };
      fields.push(field);
      at += field.length;
    }
    if (at >= line.length) return { fields, fault: null };
    at += 1;
  }
}

/** Position of the quotation mark that closes a field, or -1; a doubled one stands for itself. */
function findClosingQuote(line: string, from: number): number {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] !== '"') continue;
    if (line[at + 1] !== '"') return at;
    at += 1;
  }
  return -1;
}
