import type { SeededRandom } from "../simulation/SeededRandom.ts";

/** A schema as an OpenAPI document has it. */
export interface DocumentSchema {
  readonly type?: string;
  readonly oneOf?: readonly DocumentSchema[];
  readonly properties?: Readonly<Record<string, DocumentSchema>>;
  readonly items?: DocumentSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values that stand where others should. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  "",
  -1,
  0,
  1.5,
  2 ** 53,
  1e300,
  [],
  {},
  [[]],
  "0x",
  "0xZZ",
  "__proto__",
  "\u0000",
  "\ud800",
  "9".repeat(500),
  { __proto__: null, constructor: 1 },
];

/** A value that has the schema's shape, but for a share of its parts. */
export function drawFromSchema(schema: DocumentSchema, random: SeededRandom, strangeness: number): unknown {
  if (random.happens(strangeness)) return random.pick(STRANGE);
  if (schema.oneOf !== undefined) return drawFromSchema(random.pick(schema.oneOf) ?? {}, random, strangeness);
  if (schema.type === "integer") return drawInteger(schema, random);
  if (schema.type === "string") return schema.enum === undefined ? drawHex(schema, random) : random.pick(schema.enum);
  if (schema.type === "array") {
    const { items = {} } = schema;
    return Array.from({ length: random.between(0, 4) }, () => drawFromSchema(items, random, strangeness));
  }
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    if (!random.happens(strangeness)) fields[name] = drawFromSchema(field, random, strangeness);
  if (random.happens(strangeness)) fields[random.pick(["extra", "toString", "__proto__", ""]) ?? ""] = 1;
  return fields;
}

function drawInteger({ minimum = 0, maximum = 2 ** 48 }: DocumentSchema, random: SeededRandom): number {
  return random.pick([minimum, maximum, random.between(minimum, maximum), random.between(minimum, 10)]) ?? 0;
}

/** Patterns of the document are all of hexadecimal digits, or of decimal ones. */
function drawHex({ pattern = "" }: DocumentSchema, random: SeededRandom): string {
  const lengths = [...pattern.matchAll(/\{(\d+)\}/g)].map(([, digits]) => Number(digits));
  if (!pattern.includes("0x")) return String(random.between(0, 1e6));
  const digits = random.pick(lengths.filter((length) => length > 2)) ?? random.between(1, 64) * 2;
  return `0x${Buffer.from(random.bytes(Math.ceil(digits / 2)))
    .toString("hex")
    .slice(0, digits)}`;
}
