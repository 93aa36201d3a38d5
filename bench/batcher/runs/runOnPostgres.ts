import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PostgresServer } from "../../../scripts/checks/PostgresServer.ts";
import type { RunResult } from "./RunResult.ts";
import { type InProcessRun, runInProcess } from "./startInProcess.ts";

/** One run of a batcher inside a program, its store a PostgreSQL server of our own on the same machine; undefined where none is installed. */
export async function runOnPostgres(run: Omit<InProcessRun, "store">): Promise<RunResult | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "quorate-pg-"));
  // The server's user is another one.
  chmodSync(folder, 0o755);
  const server = openServer(join(folder, "server"));
  try {
    if (server === undefined) return undefined;
    server.create();
    await server.start();
    return await runInProcess({ ...run, store: server.url });
  } finally {
    await server?.stop("fast");
    rmSync(folder, { recursive: true, force: true });
  }
}

function openServer(place: string): PostgresServer | undefined {
  try {
    return new PostgresServer(place);
  } catch {
    return undefined;
  }
}
