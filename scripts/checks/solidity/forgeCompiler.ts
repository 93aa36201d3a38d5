// What forge takes for a native solc: standard JSON in, standard JSON out. Started by the wrapper that ForgeProject writes.
// An argument `--with=FILE` names a JSON file with compiler settings that replace those forge asks for. Instrumented functions
// have more variables than the stack holds; the compiler moves some to memory, unless one piece of assembly in the contract does
// not say that it is memory-safe. OpenZeppelin's Checkpoints holds such a piece, which uses scratch space only: it is told to say so.

import { readFileSync, writeSync } from "node:fs";

import { isObject, objectIn, parseJsonObject, textIn } from "./json.ts";
import { loadCompiler } from "./loadCompiler.ts";

const input = parseJsonObject(readFileSync(0, "utf8"), "forge's request");
const given = process.argv.find((argument) => argument.startsWith("--with="))?.slice("--with=".length);
const settings = given === undefined ? {} : parseJsonObject(readFileSync(given, "utf8"), given);
const sources = Object.fromEntries(
  Object.entries(objectIn(input, "sources")).map(([name, source]) => {
    if (!name.endsWith("/utils/structs/Checkpoints.sol") || !isObject(source)) return [name, source];
    return [name, { content: textIn(source, "content").replaceAll("assembly {", 'assembly ("memory-safe") {') }];
  }),
);
const output = loadCompiler().compile({ ...input, sources, settings: { ...objectIn(input, "settings"), ...settings } });
let rest = Buffer.from(JSON.stringify(output));
while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
