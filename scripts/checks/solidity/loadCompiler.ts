import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

import { soljsonPath } from "../../toolchain/compiler.ts";
import { isObject, type JsonObject, parseJsonObject } from "./json.ts";

/** What answers the compiler's requests: the SMT solver takes a query in SMT-LIB 2 and returns what the solver printed. */
export interface CompilerCallbacks {
  readonly smtSolver?: (query: string) => { readonly contents?: string; readonly error?: string };
}

export interface SolidityCompiler {
  readonly version: string;
  /** Compiles standard JSON. */
  compile(input: JsonObject, callbacks?: CompilerCallbacks): JsonObject;
}

const SLOW_LOOKUP = "function getWasmTableEntry(funcPtr) { return wasmTable.get(funcPtr); }";
const FAST_LOOKUP = `var tableMirror = [];
  function getWasmTableEntry(funcPtr) { return tableMirror[funcPtr] ??= wasmTable.get(funcPtr); }`;
const SLOW_ENTRY = "function setWasmTableEntry(idx, func) { wasmTable.set(idx, func); }";
const FAST_ENTRY = "function setWasmTableEntry(idx, func) { wasmTable.set(idx, func); tableMirror[idx] = undefined; }";

/**
 * Loads the pinned compiler for tools that compile many times. Its WebAssembly looks up every call that might throw in a
 * table, and asks the engine each time: remembering the answers makes it 1.7 times as fast and changes no output. Where a
 * newer compiler has other look-ups, it runs as it is.
 */
export function loadCompiler(): SolidityCompiler {
  const file = soljsonPath();
  const require = createRequire(file);
  const source = readFileSync(file, "utf8");
  const patched =
    source.includes(SLOW_LOOKUP) && source.includes(SLOW_ENTRY)
      ? source.replace(SLOW_LOOKUP, () => FAST_LOOKUP).replace(SLOW_ENTRY, () => FAST_ENTRY)
      : source;
  const soljson: unknown = {};
  const module = { exports: soljson };
  const run: unknown = vm.compileFunction(patched, ["exports", "require", "module", "__filename", "__dirname"], {
    filename: file,
  });
  if (typeof run !== "function") throw new TypeError("the compiler could not be loaded");
  const uncaught = new Set(process.listeners("uncaughtException"));
  const unhandled = new Set(process.listeners("unhandledRejection"));
  run.call(module.exports, module.exports, require, module, file, path.dirname(file));
  // The compiler turns every uncaught error into its own abort, which hides where it came from: its listeners are taken off.
  for (const added of process.listeners("uncaughtException")) {
    if (!uncaught.has(added)) process.removeListener("uncaughtException", added);
  }
  for (const added of process.listeners("unhandledRejection")) {
    if (!unhandled.has(added)) process.removeListener("unhandledRejection", added);
  }

  const wrap: unknown = createRequire(import.meta.url)("solc/wrapper.js");
  if (typeof wrap !== "function") throw new TypeError("solc's wrapper is not what it was");
  const solc: unknown = wrap(module.exports);
  if (!isObject(solc)) throw new TypeError("solc's wrapper is not what it was");
  const { compile, version } = solc;
  if (typeof compile !== "function" || typeof version !== "function") throw new TypeError("solc cannot compile");
  return {
    version: String(version()),
    compile(input, callbacks = {}) {
      return parseJsonObject(String(compile(JSON.stringify(input), callbacks)), "the compiler's answer");
    },
  };
}
