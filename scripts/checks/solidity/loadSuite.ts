import { globSync } from "node:fs";

import { parseAst } from "./AstNode.ts";
import { collectSources, readFrom, type Sources } from "./collectSources.ts";
import { analyse } from "./compileSources.ts";
import { loadCompiler, type SolidityCompiler } from "./loadCompiler.ts";
import type { ParsedSource } from "./ParsedSource.ts";

/** The contracts of the repository, read and analysed. */
export interface Suite {
  readonly root: string;
  readonly compiler: SolidityCompiler;
  /** Ours and those of the packages that ours import. */
  readonly sources: Sources;
  /** Ours. */
  readonly parsed: readonly ParsedSource[];
  /** Every source's syntax tree, as the compiler gave it. */
  readonly trees: ReadonlyMap<string, unknown>;
}

/** @throws Error with the compiler's words where a contract does not compile */
export function loadSuite(root: string): Suite {
  const compiler = loadCompiler();
  const names = globSync("contracts/**/*.sol", { cwd: root }).sort();
  if (names.length === 0) throw new Error(`${root} holds no contracts`);
  const sources = collectSources(names, readFrom(root));
  const { trees, faults } = analyse(compiler, sources);
  if (faults.length > 0) throw new Error(faults.map((fault) => fault.formatted).join("\n"));
  const parsed = names.map((name) => ({ name, text: sources.get(name) ?? "", tree: parseAst(trees.get(name)) }));
  return { root, compiler, sources, parsed, trees };
}
