import type { ParamType } from "ethers";

const TYPES: Readonly<Record<string, string>> = {
  address: "Address",
  bool: "boolean",
  bytes: "Hex",
  bytes32: "Bytes32",
  string: "string",
};
const READERS: Readonly<Record<string, string>> = {
  Address: "address",
  bigint: "integer",
  boolean: "flag",
  Bytes32: "bytes32",
  DecodedRevert: "nested",
  Hex: "bytes",
  string: "text",
};

/** The TypeScript type of the values of an error or an event, as an object of facts. */
export function factsType(inputs: readonly ParamType[]): string {
  if (inputs.length === 0) return "Readonly<Record<never, never>>";
  return `{ ${inputs.map((input, index) => `readonly ${nameOf(input, index)}: ${typeOf(input)}`).join("; ")} }`;
}

/** The expression that reads those facts out of an `AbiValues` called `from`. */
export function factsReader(inputs: readonly ParamType[], from: string): string {
  if (inputs.length === 0) return "{}";
  return `{ ${inputs.map((input, index) => `${nameOf(input, index)}: ${readerOf(input, String(index), from)}`).join(", ")} }`;
}

function typeOf(input: ParamType): string {
  if (input.isTuple()) return factsType(input.components);
  if (input.isArray()) return `readonly ${arrayItem(typeOf(input.arrayChildren))}[]`;
  // A revert inside a revert: bytes that are called a reason.
  if (input.type === "bytes" && input.name === "reason") return "DecodedRevert";
  if (/^u?int/.test(input.type)) return "bigint";
  const type = TYPES[input.type] ?? (/^bytes\d+$/.test(input.type) ? "Hex" : undefined);
  if (type === undefined) throw new Error(`scripts/generate/renderFacts.ts has no type for ${input.type}`);
  return type;
}

function arrayItem(type: string): string {
  return /^\w+$/.test(type) || type.startsWith("{") ? type : `(${type})`;
}

function readerOf(input: ParamType, index: string, from: string): string {
  const name = input.name === "" ? "item" : input.name;
  if (input.isTuple()) return `((${name}) => (${factsReader(input.components, name)}))(${from}.list(${index}))`;
  if (input.isArray()) {
    const read = readerOf(input.arrayChildren, "place", "items");
    return `${from}.list(${index}).map((items, place) => ${read})`;
  }
  return `${from}.${READERS[typeOf(input)]}(${index})`;
}

function nameOf(input: ParamType, index: number): string {
  return input.name === "" ? `value${index}` : input.name;
}
