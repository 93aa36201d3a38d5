import { parseAst } from "./AstNode.ts";
import { collectSources } from "./collectSources.ts";
import { analyse } from "./compileSources.ts";
import { loadCompiler, type SolidityCompiler } from "./loadCompiler.ts";
import type { Suite } from "./loadSuite.ts";

let compiler: SolidityCompiler | undefined;

/**
 * A suite from sources in memory, for tests of these tools.
 *
 * @throws Error with the compiler's words where they do not compile
 */
export function parseSolidity(texts: Readonly<Record<string, string>>): Suite {
  compiler ??= loadCompiler();
  const header = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.34;\n";
  const sources = collectSources(Object.keys(texts), (name) => header + (texts[name] ?? ""));
  const { trees, faults } = analyse(compiler, sources);
  if (faults.length > 0) throw new Error(faults.map(({ formatted }) => formatted).join("\n"));
  const parsed = [...sources].map(([name, text]) => ({ name, text, tree: parseAst(trees.get(name)) }));
  return { root: "", compiler, sources, parsed, trees };
}
