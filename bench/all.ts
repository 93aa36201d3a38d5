<<<<<<< HEAD
// Everything that is measured, one after the other: `npm run bench`. All of them take --json and --check.
=======
// Everything that is measured, one after the other: `npm run bench`. All take --json and --check.
>>>>>>> 4f4fbe1ea65934c8eacf8bcf74fda6f64a177917

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

<<<<<<< HEAD
const BENCHES = ["governance.ts", "confidential.ts", "batcher.ts"];
=======
const BENCHES = ["governance.ts", "confidential.ts", "anchoring.ts"];
>>>>>>> 4f4fbe1ea65934c8eacf8bcf74fda6f64a177917

for (const bench of BENCHES) {
  const script = fileURLToPath(new URL(bench, import.meta.url));
  const { status, signal } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: "inherit" });
  if (status !== 0) process.exitCode ??= status ?? 1;
  if (signal !== null || status === 2) break;
}
