/** A row as a database gives it, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** An integer of a column, whichever way the database gives integers. */
export function readInteger(row: Row, column: string): number {
  const value = row[column];
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) throw misread(column, "an integer");
  return number;
}

export function readText(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw misread(column, "text");
  return value;
}

export function readBytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw misread(column, "bytes");
  return value;
}

/** Whether a column of a row is empty. */
export function isEmpty(row: Row, column: string): boolean {
  return row[column] === null;
}

function misread(column: string, what: string): TypeError {
  return new TypeError(`the column ${column} of the store does not hold ${what}`);
}
