// Everything that is measured, one after the other: `npm run bench`. All of them take --json and --check.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const BENCHES = ["governance.ts", "confidential.ts", "anchoring.ts", "batcher.ts"];

for (const bench of BENCHES) {
  const script = fileURLToPath(new URL(bench, import.meta.url));
  const { status, signal } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: "inherit" });
  if (status !== 0) process.exitCode ??= status ?? 1;
  if (signal !== null || status === 2) break;
}
