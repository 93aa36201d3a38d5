// Writes sdk/src/generated/ and docs/errors.md from the contracts, the sources and the deployments, or with --check compares them with
// what would be written.

import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { GENERATED_FOLDER, renderGenerated } from "./renderGenerated.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const files = await renderGenerated(root);
const standing = globSync(`${GENERATED_FOLDER}/**/*`, { cwd: root })
  .filter((file) => statSync(path.join(root, file)).isFile())
  .map((file) => file.split(path.sep).join("/"));
const stale = standing.filter((file) => !files.has(file));
const different = [...files].filter(([file, text]) => readIfThere(path.join(root, file)) !== text);

if (process.argv.includes("--check")) {
  for (const file of stale) process.stdout.write(`${file} is written by nothing\n`);
  for (const [file] of different) process.stdout.write(`${file} is not what the sources say\n`);
  if (stale.length + different.length > 0) {
    process.stdout.write("run npm run generate and commit what it writes\n");
    process.exitCode = 1;
  }
} else {
  for (const file of stale) rmSync(path.join(root, file));
  for (const [file, text] of different) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  process.stdout.write(`${files.size} files generated, ${different.length} written, ${stale.length} removed\n`);
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
