import type { RequestProblem } from "../stages/refusals.ts";
import type { JsonValue } from "./parseStrictJson.ts";

/** A shape of JSON, in the words of JSON Schema. The OpenAPI document shows the very objects that requests are held against. */
export type Schema = StringSchema | IntegerSchema | ArraySchema | ObjectSchema | ChoiceSchema;

interface StringSchema {
  readonly type: "string";
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly description?: string;
  readonly examples?: readonly string[];
}

interface IntegerSchema {
  readonly type: "integer";
  readonly minimum: number;
  readonly maximum: number;
  readonly description?: string;
}

interface ArraySchema {
  readonly type: "array";
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly description?: string;
}

interface ObjectSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
  readonly description?: string;
}

/** One of several shapes: objects are told apart by their `kind`, everything else by its type. */
interface ChoiceSchema {
  readonly oneOf: readonly Schema[];
  readonly description?: string;
}

/** What is wrong with a value, and where. */
export interface SchemaFault {
  readonly code: RequestProblem;
  /** As in RFC 6901. */
  readonly pointer: string;
  readonly detail: string;
}

/** Holds a value against a shape; undefined where it has it. */
export function findSchemaFault(schema: Schema, value: JsonValue, pointer = ""): SchemaFault | undefined {
  if ("oneOf" in schema) return findChoiceFault(schema, value, pointer);
  switch (schema.type) {
    case "string":
      return findStringFault(schema, value, pointer);
    case "integer":
      return findIntegerFault(schema, value, pointer);
    case "array":
      return findArrayFault(schema, value, pointer);
    case "object":
      return findObjectFault(schema, value, pointer);
  }
}

function findStringFault(schema: StringSchema, value: JsonValue, pointer: string): SchemaFault | undefined {
  if (typeof value !== "string") return malformed(pointer, "It must be a string.");
  if (schema.maxLength !== undefined && value.length > schema.maxLength) return malformed(pointer, "It is too long.");
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return malformed(pointer, `It must be one of ${schema.enum.join(", ")}.`);
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return malformed(pointer, `It must match ${schema.pattern}.`);
  return undefined;
}

function findIntegerFault(schema: IntegerSchema, value: JsonValue, pointer: string): SchemaFault | undefined {
  const { minimum, maximum } = schema;
  const isWithin = typeof value === "number" && Number.isSafeInteger(value) && value >= minimum && value <= maximum;
  return isWithin ? undefined : malformed(pointer, `It must be a whole number from ${minimum} to ${maximum}.`);
}

function findArrayFault(schema: ArraySchema, value: JsonValue, pointer: string): SchemaFault | undefined {
  if (!Array.isArray(value)) return malformed(pointer, "It must be an array.");
  const items: readonly JsonValue[] = value;
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (items.length < minItems)
    return { code: "no-records", pointer, detail: `It must have at least ${minItems} items.` };
  if (items.length > maxItems)
    return { code: "too-many-records", pointer, detail: `It may have at most ${maxItems} items.` };
  for (const [index, item] of items.entries()) {
    const fault = findSchemaFault(schema.items, item, `${pointer}/${index}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findObjectFault(schema: ObjectSchema, value: JsonValue, pointer: string): SchemaFault | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return malformed(pointer, "It must be an object.");
  const fields = new Map(Object.entries(value));
  for (const name of schema.required) {
    if (!fields.has(name)) return { code: "field-missing", pointer, detail: `The field "${name}" is missing.` };
  }
  for (const [name, field] of fields) {
    const place = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const own = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (own === undefined) return { code: "field-unknown", pointer: place, detail: "There is no such field." };
    const fault = findSchemaFault(own, field, place);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findChoiceFault({ oneOf }: ChoiceSchema, value: JsonValue, pointer: string): SchemaFault | undefined {
  const kind = kindOf(value);
  const fitting = oneOf.find((schema) => isMeant(schema, value, kind));
  if (fitting !== undefined) return findSchemaFault(fitting, value, pointer);
  return kind === undefined
    ? malformed(pointer, "It has none of the shapes that it may have.")
    : malformed(`${pointer}/kind`, "There is no such kind.");
}

function isMeant(schema: Schema, value: JsonValue, kind: JsonValue | undefined): boolean {
  if ("oneOf" in schema) return false;
  if (schema.type !== "object") return schema.type === typeof value;
  const named = schema.properties.kind;
  if (named === undefined || "oneOf" in named || named.type !== "string") return kind === undefined;
  return typeof kind === "string" && named.enum?.includes(kind) === true;
}

function kindOf(value: JsonValue): JsonValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value)).get("kind");
}

function malformed(pointer: string, detail: string): SchemaFault {
  return { code: "field-malformed", pointer, detail };
}
