import type { Site } from "../site/Site.ts";
import { parseRunResult, type RunResult } from "./RunResult.ts";
import { runProgram } from "./runProgram.ts";

/** One run of a batcher inside a program. */
export interface InProcessRun {
  readonly site: Site;
  /** Registrations, or bundles of a hundred digests. */
  readonly records: number;
  readonly perRequest: number;
  /** Milliseconds that every sync of the store takes longer. */
  readonly syncDelayMs: number;
  readonly kind?: "registration" | "bundle";
  /** A PostgreSQL server; a new file where none is named. */
  readonly store?: string;
}

/** Runs it in a process of its own, which has nothing of another run in memory. */
export async function runInProcess(run: InProcessRun): Promise<RunResult> {
  const { site, records, perRequest, syncDelayMs, kind = "registration", store = "" } = run;
  const told = { site, count: records, perRequest, syncDelayMs, kind, store };
  return parseRunResult(await runProgram(new URL("runInProcess.ts", import.meta.url), told));
}
