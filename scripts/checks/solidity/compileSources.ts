import type { Sources } from "./collectSources.ts";
import { isObject, type JsonObject, listIn, numberInOrNone, objectIn, textInOrNone } from "./json.ts";
import type { SolidityCompiler } from "./loadCompiler.ts";

/** A complaint of the compiler; `start` and `end` are bytes of the source, -1 where it names no place. */
export interface CompilerFault {
  readonly severity: string;
  readonly code: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly formatted: string;
}

/** The syntax trees of sources that the compiler accepts, without producing code. */
export function analyse(
  compiler: SolidityCompiler,
  sources: Sources,
): { readonly trees: ReadonlyMap<string, unknown>; readonly faults: readonly CompilerFault[] } {
  const output = compiler.compile({
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([name, content]) => [name, { content }])),
    settings: { evmVersion: "cancun", outputSelection: { "*": { "": ["ast"] } } },
  });
  const trees = new Map<string, unknown>();
  for (const [name, answer] of Object.entries(objectIn(output, "sources"))) {
    if (isObject(answer)) trees.set(name, answer.ast);
  }
  return { trees, faults: faultsIn(output).filter((fault) => fault.severity === "error") };
}

/** Everything the compiler complained of. */
export function faultsIn(output: JsonObject): readonly CompilerFault[] {
  return listIn(output, "errors")
    .filter(isObject)
    .map((fault) => {
      const place = objectIn(fault, "sourceLocation");
      return {
        severity: textInOrNone(fault, "severity") ?? "error",
        code: textInOrNone(fault, "errorCode") ?? "",
        source: textInOrNone(place, "file") ?? "",
        start: numberInOrNone(place, "start") ?? -1,
        end: numberInOrNone(place, "end") ?? -1,
        message: textInOrNone(fault, "message") ?? "",
        formatted: textInOrNone(fault, "formattedMessage") ?? textInOrNone(fault, "message") ?? "",
      };
    });
}
