/** A JSON object whose fields have not been looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws TypeError naming `what` where the value is no object */
export function parseObject(value: unknown, what: string): JsonObject {
  if (!isObject(value)) throw new TypeError(`${what} is not an object`);
  return value;
}

/** The field as an object; an absent one is empty. */
export function objectIn(from: JsonObject, field: string): JsonObject {
  const value = from[field];
  return value === undefined || value === null ? {} : parseObject(value, field);
}

/** The field as a list; an absent one is empty. */
export function listIn(from: JsonObject, field: string): readonly unknown[] {
  const value = from[field];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new TypeError(`${field} is not a list`);
  return value;
}

/** @throws TypeError where the field is absent or no text */
export function textIn(from: JsonObject, field: string): string {
  const value = from[field];
  if (typeof value !== "string") throw new TypeError(`${field} is not a text`);
  return value;
}

/** The field as text; undefined where it is absent or something else. */
export function textInOrNone(from: JsonObject, field: string): string | undefined {
  const value = from[field];
  return typeof value === "string" ? value : undefined;
}

/** The field as a number; undefined where it is absent or something else. */
export function numberInOrNone(from: JsonObject, field: string): number | undefined {
  const value = from[field];
  return typeof value === "number" ? value : undefined;
}

/** @throws SyntaxError or TypeError where the text is not one JSON object */
export function parseJsonObject(text: string, what: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return parseObject(value, what);
}
