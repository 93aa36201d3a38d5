// Writes sdk/src/generated/ from the contracts and the deployments, or with --check compares it with what would be written.

import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { renderGenerated } from "./renderGenerated.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = path.join(root, "sdk/src/generated");

const files = await renderGenerated(root);
const standing = globSync("**/*", { cwd: folder })
  .filter((file) => statSync(path.join(folder, file)).isFile())
  .map((file) => file.split(path.sep).join("/"));
const stale = standing.filter((file) => !files.has(file));
const different = [...files].filter(([file, text]) => readIfThere(path.join(folder, file)) !== text);

if (process.argv.includes("--check")) {
  for (const file of stale) process.stdout.write(`sdk/src/generated/${file} is written by nothing\n`);
  for (const [file] of different) process.stdout.write(`sdk/src/generated/${file} is not what the contracts say\n`);
  if (stale.length + different.length > 0) {
    process.stdout.write("run npm run generate and commit what it writes\n");
    process.exitCode = 1;
  }
} else {
  for (const file of stale) rmSync(path.join(folder, file));
  for (const [file, text] of different) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  process.stdout.write(`${files.size} files generated, ${different.length} written, ${stale.length} removed\n`);
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
