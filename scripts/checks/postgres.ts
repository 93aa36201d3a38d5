// npm run test:postgres: what is said of stores holds on a PostgreSQL server too. The server is our own, in a temporary
// folder, and is stopped whatever happens.

import { spawn } from "node:child_process";
import { chmodSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PostgresServer } from "./PostgresServer.ts";

const MOCHA = ["node_modules/mocha/bin/mocha.js", "--no-config", "--extension", "ts", "--timeout", "60000"];

const folder = mkdtempSync(join(tmpdir(), "quorate-pg-"));
// The server's user is another one.
chmodSync(folder, 0o755);
const place = join(folder, "server");
const server = new PostgresServer(place);
try {
  server.create();
  await server.start();
  process.exitCode = await runTests();
} finally {
  await server.stop("fast");
  rmSync(folder, { recursive: true, force: true });
}

async function runTests(): Promise<number> {
  const tests = spawn(process.execPath, [...MOCHA, ...process.argv.slice(2), ...globSync("test/postgres/*.test.ts")], {
    stdio: "inherit",
    env: { ...process.env, QUORATE_POSTGRES_FOLDER: place },
  });
  const end = (signal: NodeJS.Signals): void => {
    tests.kill(signal);
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  const { promise, resolve } = Promise.withResolvers<number | null>();
  tests.once("error", () => resolve(1)).once("exit", resolve);
  return (await promise) ?? 1;
}
