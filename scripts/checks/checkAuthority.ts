// npm run check:authority: what every function says about whom it obeys is what its code asks; docs/authority.md is fresh.
// With --write the table is written.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { formatEntrances, judgeEntrances, listEntrances } from "./authorities.ts";
import { parseAst } from "./solidity/AstNode.ts";
import { REPOSITORY } from "./solidity/ForgeProject.ts";
import { loadSuite } from "./solidity/loadSuite.ts";

const { values } = parseArgs({
  options: { root: { type: "string", default: REPOSITORY }, write: { type: "boolean", default: false } },
});

function main(): number {
  const suite = loadSuite(values.root);
  const entrances = listEntrances(new Map([...suite.trees].map(([name, tree]) => [name, parseAst(tree)])));
  const faults = [...judgeEntrances(entrances)];
  const file = path.join(values.root, "docs/authority.md");
  const table = formatEntrances(entrances);
  if (values.write) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, table);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== table) {
    faults.push("docs/authority.md is not fresh: npm run check:authority -- --write");
  }
  for (const fault of faults) process.stdout.write(`FAULT    ${fault}\n`);
  const counts = Map.groupBy(entrances, ({ authority }) => authority ?? "untold");
  const each = [...counts].map(([authority, all]) => `${all.length} ${authority}`).join(", ");
  process.stdout.write(`${entrances.length} functions change state: ${each}; ${faults.length} faults\n`);
  return faults.length === 0 && entrances.length > 0 ? 0 : 1;
}

process.exitCode = main();
