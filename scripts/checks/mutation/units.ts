import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

import type { MarkedDefence, MarkerFault } from "./findDefences.ts";
import { applyChange, findTypescriptDefences, type TypescriptDefence } from "./findTypescriptDefences.ts";

const HOOK = new URL("loadChanged.ts", import.meta.url);
const TIMEOUT_MS = 180_000;
const TEST_TIMEOUT_MS = 60_000;

/** The marked defences of the SDK and the batcher. */
export function listTypescriptDefences(root: string): {
  readonly defences: readonly TypescriptDefence[];
  readonly faults: readonly MarkerFault[];
} {
  const sources = globSync(["sdk/src/**/*.ts", "batcher/src/**/*.ts"], { cwd: root })
    .filter((name) => !name.endsWith(".test.ts") && !name.includes("/generated/"))
    .sort();
  const found = sources.map((name) => findTypescriptDefences(name, readFileSync(path.join(root, name), "utf8")));
  return { defences: found.flatMap(({ defences }) => defences), faults: found.flatMap(({ faults }) => faults) };
}

/** Runs the tests of one file whose full title contains the title, without a defence where one is given. Stories need what is built. */
export async function runFile(
  root: string,
  { kind, file, title }: { readonly kind: "unit" | "journey"; readonly file: string; readonly title: string },
  without: TypescriptDefence | null,
): Promise<{ readonly passed: boolean; readonly output: string }> {
  const command = kind === "unit" ? unitCommand(file, title) : storyCommand(file, title);
  // Programs and threads that a test starts are without the defence, too. Without a change everything is read in the same way.
  const options = `${process.env.NODE_OPTIONS ?? ""} --import ${HOOK.href}`.trim();
  const change = without === null ? "{}" : describeChange(root, without);
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: options, QUORATE_CHANGED: change },
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  const code = await promise;
  const text = Buffer.concat(output).toString("utf8");
  const hasRun = /\b[1-9]\d* (?:passing|failing)\b/.test(text);
  if (!hasRun && code !== null)
    throw new Error(`${file} has no test titled "${title}", or does not start:\n${text.slice(-2000)}`);
  return { passed: code === 0, output: text };
}

function unitCommand(file: string, title: string): readonly string[] {
  const limits = ["--no-config", "--extension", "ts", "--timeout", String(TEST_TIMEOUT_MS), "--forbid-only"];
  return [programOf("mocha", "bin/mocha.js"), ...limits, ...(title === "" ? [] : ["--fgrep", title]), file];
}

function storyCommand(file: string, title: string): readonly string[] {
  const pattern = title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const chosen = title === "" ? [] : ["--grep", pattern];
  return [programOf("hardhat", "dist/src/cli.js"), "test", "mocha", "--no-compile", file, ...chosen];
}

function programOf(name: string, file: string): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
}

/** Whether a defence is one of TypeScript, with the change that takes it away. */
export function isTypescriptDefence(defence: MarkedDefence): defence is TypescriptDefence {
  return "change" in defence;
}

function describeChange(root: string, { source, change }: TypescriptDefence): string {
  const file = path.join(root, source);
  return JSON.stringify({ url: pathToFileURL(file).href, text: applyChange(readFileSync(file, "utf8"), change) });
}
