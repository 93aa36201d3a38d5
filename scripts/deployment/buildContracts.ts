import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { QuorateError } from "#sdk";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BUILD = fileURLToPath(new URL("build.ts", import.meta.url));

/** What a build is told. */
export interface BuildParameters {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Ends the compiler at once; the next build begins anew. */
  readonly signal: AbortSignal;
}

/**
 * Builds the contracts where they changed. Warnings of the compiler are not for whoever deploys: a gate asks for them.
 *
 * @throws QuorateError CONTRACTS_NOT_BUILT with the compiler's words, ABORTED
 */
export async function buildContracts({ environment, signal }: BuildParameters): Promise<void> {
  // A compiler that is ended leaves its files behind: they go where they are found.
  const passing = await mkdtemp(join(tmpdir(), "quorate-build-"));
  try {
    const child = spawn(process.execPath, [BUILD], {
      cwd: ROOT,
      env: { ...environment, TMPDIR: passing },
      stdio: ["pipe", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    const stop = (): unknown => child.stdin.destroy();
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    const [[code], ...said] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
    signal.removeEventListener("abort", stop);
    if (signal.aborted) throw stopped();
    if (code !== 0) throw notBuilt(said.join("").trim());
  } finally {
    await rm(passing, { recursive: true, force: true });
  }
}

function stopped(): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: "Building the contracts was stopped.",
    remedy: "Run the same command again: it builds them anew.",
  });
}

function notBuilt(said: string): QuorateError {
  return new QuorateError({
    code: "CONTRACTS_NOT_BUILT",
    summary: `The contracts could not be compiled:\n${said}`,
    remedy: "Correct what the compiler names, or go back to a commit that it accepts, and run the same command again.",
    facts: { said },
  });
}
