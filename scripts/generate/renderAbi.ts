import type { JsonObject } from "../checks/solidity/json.ts";

/** First line of every file that the generation writes. */
export const BANNER =
  "// Written by `npm run generate`. Do not edit: `npm run check:generated` compares it with the contracts.\n";

/** Name of the constant that holds a module's ABI, as in `memberRegistryAbi`. */
export function abiName(module: string): string {
  return `${lowerFirst(module)}Abi`;
}

/** A file that holds one ABI as a constant whose type knows every name in it. */
export function renderAbi(module: string, abi: readonly JsonObject[]): string {
  const entries = abi.map((item) => `  ${JSON.stringify(item, withoutInternalType)},\n`).join("");
  return `${BANNER}/** The ABI of ${module}. */\nexport const ${abiName(module)} = [\n${entries}] as const;\n`;
}

export function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Text as a literal of TypeScript. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** A comment of JSDoc; empty lines are kept out. */
export function comment(lines: readonly string[], indent: string): string {
  const said = lines.filter((line) => line !== "").map((line) => line.replaceAll("*/", "* /"));
  const [only = ""] = said;
  if (said.length < 2) return only === "" ? "" : `${indent}/** ${only} */\n`;
  return `${indent}/**\n${said.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}

function withoutInternalType(key: string, value: unknown): unknown {
  return key === "internalType" ? undefined : value;
}
