import { QuorateError } from "../errors/QuorateError.ts";

/** An object whose fields have not been looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** @throws QuorateError OBJECT_MALFORMED */
export function parseFields(value: unknown, what: string): Fields {
  if (isFields(value)) return value;
  throw new QuorateError({
    code: "OBJECT_MALFORMED",
    summary: `${what} is no object with fields.`,
    remedy: "Give an object with the fields that its type names.",
  });
}

/** A field that must be there. @throws QuorateError OBJECT_MALFORMED */
export function fieldOf(value: unknown, name: string): unknown {
  const field = isFields(value) ? value[name] : undefined;
  if (field !== undefined) return field;
  throw new QuorateError({
    code: "OBJECT_MALFORMED",
    summary: `The field ${name} is missing.`,
    remedy: "Give an object with the fields that its type names.",
    facts: { field: name },
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
