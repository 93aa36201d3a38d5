import { globSync } from "node:fs";
import path from "node:path";

import { collectSources, readFrom } from "../checks/solidity/collectSources.ts";
import { isObject, type JsonObject, listIn, objectIn, textIn, textInOrNone } from "../checks/solidity/json.ts";
import { loadCompiler } from "../checks/solidity/loadCompiler.ts";
import { COMPILER_SETTINGS } from "../toolchain/compiler.ts";

/** What the compiler knows of one contract, library or interface without producing code for it. */
export interface ContractDescription {
  readonly name: string;
  /** As in `contracts/interfaces/IGuardians.sol`. */
  readonly source: string;
  readonly abi: readonly JsonObject[];
  /** Notes for developers and for users, by kind and signature. */
  readonly devdoc: JsonObject;
  readonly userdoc: JsonObject;
}

/**
 * Describes every contract below `contracts/` of the repository at `root`, in the order of their names. Nothing is
 * optimized and no code is produced, so this takes about a second.
 *
 * @throws Error with the compiler's own words where the sources do not compile
 */
export function compileContracts(root: string): readonly ContractDescription[] {
  const names = globSync("contracts/**/*.sol", { cwd: root })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => !file.endsWith(".t.sol"));
  const sources = collectSources(names.sort(), readFrom(root));
  const answer = loadCompiler().compile({
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([name, content]) => [name, { content }])),
    settings: {
      evmVersion: COMPILER_SETTINGS.evmVersion,
      outputSelection: { "*": { "*": ["abi", "devdoc", "userdoc"] } },
    },
  });
  const faults = listIn(answer, "errors").filter((error) => isObject(error) && error.severity === "error");
  if (faults.length > 0) {
    throw new Error(faults.map((fault) => (isObject(fault) ? textIn(fault, "formattedMessage") : "")).join("\n"));
  }
  const bySource = objectIn(answer, "contracts");
  return Object.keys(bySource)
    .filter((source) => source.startsWith("contracts/"))
    .flatMap((source) =>
      Object.entries(objectIn(bySource, source)).map(([name, described]) => describe(name, source, described)),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function describe(name: string, source: string, described: unknown): ContractDescription {
  if (!isObject(described)) throw new TypeError(`the compiler says nothing of ${name}`);
  return {
    name,
    source,
    abi: listIn(described, "abi").filter(isObject),
    devdoc: objectIn(described, "devdoc"),
    userdoc: objectIn(described, "userdoc"),
  };
}

/** The first sentence that a source says about one of its errors: for users, or else for developers. */
export function noteOnError(contract: ContractDescription, signature: string): string | undefined {
  const [notice] = listIn(objectIn(contract.userdoc, "errors"), signature);
  const [details] = listIn(objectIn(contract.devdoc, "errors"), signature);
  const text =
    (isObject(notice) ? textInOrNone(notice, "notice") : undefined) ??
    (isObject(details) ? textInOrNone(details, "details") : undefined);
  return text?.trim();
}

/** What a source says about one of its functions. */
export interface FunctionNotes {
  /** In one plain sentence, what it means to a member. */
  readonly notice: string;
  readonly details: string;
  /** The value of `@custom:authority`. */
  readonly authority: string | undefined;
  readonly parameters: JsonObject;
}

export function notesOnFunction(contract: ContractDescription, signature: string): FunctionNotes {
  const forUsers = objectIn(objectIn(contract.userdoc, "methods"), signature);
  const forDevelopers = objectIn(objectIn(contract.devdoc, "methods"), signature);
  return {
    notice: textInOrNone(forUsers, "notice") ?? "",
    details: textInOrNone(forDevelopers, "details") ?? "",
    authority: textInOrNone(forDevelopers, "custom:authority"),
    parameters: objectIn(forDevelopers, "params"),
  };
}
