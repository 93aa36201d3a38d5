import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { ForgeProject } from "./ForgeProject.ts";
import { isObject, objectIn, parseJsonObject, textInOrNone } from "./json.ts";

export interface ForgeOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export interface RunForgeParameters {
  readonly args: readonly string[];
  readonly timeoutMs?: number;
  /** The mutant to switch on in an instrumented tree; 0 is the original. */
  readonly mutant?: number;
  readonly signal?: AbortSignal;
}

/** Runs forge's native binary in the project's folder. What fuzz tests found in one run is not replayed in the next. */
export async function runForge(project: ForgeProject, parameters: RunForgeParameters): Promise<ForgeOutcome> {
  const { args, timeoutMs = 600_000, mutant = 0, signal } = parameters;
  const findings = mkdtempSync(path.join(tmpdir(), "quorate-forge-"));
  const child = spawn(project.binary, [...args], {
    cwd: project.folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      FOUNDRY_PROFILE: "default",
      FOUNDRY_DISABLE_NIGHTLY_WARNING: "1",
      FOUNDRY_CACHE_PATH: project.cache,
      FOUNDRY_BLOCK_COINBASE: `0x${mutant.toString(16).padStart(40, "0")}`,
      FOUNDRY_FUZZ_FAILURE_PERSIST_DIR: findings,
      FOUNDRY_INVARIANT_FAILURE_PERSIST_DIR: findings,
      FOUNDRY_TEST_FAILURES_FILE: path.join(findings, "failures"),
    },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  const end = (): void => void child.kill("SIGTERM");
  signal?.addEventListener("abort", end);

  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  try {
    const code = await promise;
    return {
      code,
      timedOut,
      stdout: Buffer.concat(stdout).toString("utf8"),
      stderr: Buffer.concat(stderr).toString("utf8"),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
    rmSync(findings, { recursive: true, force: true });
  }
}

export interface TestVerdict {
  /** The file that holds the test. */
  readonly file: string;
  readonly contract: string;
  /** Without its parameters. */
  readonly test: string;
  readonly passed: boolean;
  readonly reason: string;
}

export interface TestRun {
  readonly verdicts: readonly TestVerdict[];
  readonly failed: boolean;
  readonly timedOut: boolean;
}

/**
 * Runs tests and reads forge's own account of each.
 *
 * @throws Error with forge's output where it did not come to run tests at all, for example because a source does not compile
 */
export async function runTests(project: ForgeProject, parameters: RunForgeParameters): Promise<TestRun> {
  const outcome = await runForge(project, { ...parameters, args: ["test", "--json", ...parameters.args] });
  if (outcome.timedOut) return { verdicts: [], failed: true, timedOut: true };
  const line = outcome.stdout
    .split("\n")
    .reverse()
    .find((candidate) => candidate.startsWith("{"));
  if (line === undefined) {
    if (/No tests (?:found|to run|match)/i.test(outcome.stdout + outcome.stderr)) {
      return { verdicts: [], failed: false, timedOut: false };
    }
    throw new Error(
      `forge ended with ${outcome.code} and ran no test:\n${(outcome.stderr + outcome.stdout).slice(-4000)}`,
    );
  }
  const verdicts = readVerdicts(line);
  return { verdicts, timedOut: false, failed: outcome.code !== 0 || verdicts.some((verdict) => !verdict.passed) };
}

function readVerdicts(line: string): readonly TestVerdict[] {
  return Object.entries(parseJsonObject(line, "forge's account")).flatMap(([suite, account]) => {
    const [file = "", contract = ""] = suite.split(":");
    const results = isObject(account) ? objectIn(account, "test_results") : {};
    return Object.entries(results).map(([signature, result]) => ({
      file,
      contract,
      test: signature.replace(/\(.*$/, ""),
      passed: isObject(result) && result.status === "Success",
      reason: isObject(result) ? (textInOrNone(result, "reason") ?? "") : "",
    }));
  });
}
