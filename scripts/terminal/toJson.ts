/** Writes a value as JSON: integers of the chain as texts of digits, maps as objects, so that no reader rounds or loses any. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, replace, 2);
}

/** The same on one line, for results that come one after the other. */
export function toJsonLine(value: unknown): string {
  return JSON.stringify(value, replace);
}

function replace(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return value instanceof Map ? Object.fromEntries(value) : value;
}
