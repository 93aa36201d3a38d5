import { chmodSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { COMPILER_SETTINGS, PLAIN_SETTINGS, SOLC_VERSION } from "../../toolchain/compiler.ts";
import type { JsonObject } from "./json.ts";
import { loadCompiler } from "./loadCompiler.ts";

/** The repository that this file belongs to. */
export const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

/** How thoroughly fuzz and invariant tests search. */
export interface Depth {
  readonly fuzzRuns: number;
  readonly invariantRuns: number;
  readonly invariantDepth: number;
}

export interface ForgeProjectParameters {
  /** Name of the work folder below `.forge/`. */
  readonly name: string;
  /** The repository whose sources and tests it copies. */
  readonly root?: string;
  /** Sources that replace or join the repository's, by name. */
  readonly sources?: ReadonlyMap<string, string>;
  readonly depth: Depth;
  /** Compiler settings that replace the repository's own. */
  readonly settings?: JsonObject;
}

/** A folder in which forge's native binary builds and tests a copy of the repository's contracts, without a network. */
export interface ForgeProject {
  readonly folder: string;
  readonly binary: string;
  /** Where forge notes what it has built, below the folder. */
  readonly cache: string;
}

/** Through the intermediate language, so that variables beyond the stack's reach go to memory, and no further step. */
export const MINIMAL_SETTINGS: JsonObject = { ...PLAIN_SETTINGS, viaIR: true };

/** Fuzz tests of a mutant look for hours' worth of mutants, not for one deep fault. */
export const QUICK: Depth = { fuzzRuns: 64, invariantRuns: 16, invariantDepth: 32 };

/**
 * Lays the work folder: the sources copied, a configuration equal to Hardhat's, and the pinned compiler behind a wrapper.
 * Files that are right already are left alone, so that forge's own cache stays good.
 */
export function createForgeProject(parameters: ForgeProjectParameters): ForgeProject {
  const root = parameters.root ?? REPOSITORY;
  const folder = path.join(root, ".forge", parameters.name);
  mkdirSync(folder, { recursive: true });

  const wanted = new Map<string, string>();
  for (const name of globSync(["contracts/**/*.sol", "test/**/*.sol"], { cwd: root })) {
    wanted.set(name, readFileSync(path.join(root, name), "utf8"));
  }
  for (const [name, text] of parameters.sources ?? []) wanted.set(name, text);
  for (const name of globSync(["contracts/**/*.sol", "test/**/*.sol"], { cwd: folder })) {
    if (!wanted.has(name)) rmSync(path.join(folder, name));
  }
  for (const [name, text] of wanted) writeIfChanged(path.join(folder, name), text);

  const given = path.join(folder, "compiler-settings.json");
  writeIfChanged(given, JSON.stringify(parameters.settings ?? {}));
  writeWrapper(path.join(folder, "solc"), given);
  writeIfChanged(path.join(folder, "foundry.toml"), configuration(root, parameters.depth));
  return { folder, binary: forgeBinary(), cache: "cache" };
}

/**
 * The same folder for a second forge at the same time: forge rewrites its notes in every run, and one that reads them half
 * written builds everything again. What is built stays shared, so build before opening lanes.
 */
export function openLane(project: ForgeProject, lane: number): ForgeProject {
  const cache = `cache-${lane}`;
  const built = path.join(project.folder, project.cache);
  rmSync(path.join(project.folder, cache), { recursive: true, force: true });
  if (existsSync(built)) cpSync(built, path.join(project.folder, cache), { recursive: true });
  return { ...project, cache };
}

/** The native binary: `npx forge` ends with 0 when tests fail. */
export function forgeBinary(): string {
  const platform = process.platform;
  const machine = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/forge-${platform}-${machine}/package.json`;
  const binary = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "bin", "forge");
  if (!existsSync(binary)) throw new Error(`${name} holds no binary: run npm ci`);
  return binary;
}

function writeWrapper(file: string, settings: string): void {
  const versionFile = path.join(path.dirname(file), `solc-${SOLC_VERSION}.txt`);
  if (!existsSync(versionFile)) writeFileSync(versionFile, loadCompiler().version);
  const version = readFileSync(versionFile, "utf8");
  const compiler = fileURLToPath(new URL("./forgeCompiler.ts", import.meta.url));
  const lines = [
    "#!/bin/sh",
    `if [ "$1" = "--version" ]; then`,
    `  printf 'solc, the solidity compiler commandline interface\\nVersion: ${version}\\n'`,
    "else",
    `  exec '${process.execPath}' '${compiler}' '--with=${settings}'`,
    "fi",
    "",
  ];
  writeIfChanged(file, lines.join("\n"));
  chmodSync(file, 0o755);
}

function configuration(root: string, depth: Depth): string {
  const { evmVersion, viaIR, optimizer, metadata } = COMPILER_SETTINGS;
  const packages = ["@openzeppelin", "@safe-global"].map((name) => `${name}/=${root}/node_modules/${name}/`);
  const lines = [
    "[profile.default]",
    'src = "contracts"',
    'test = "test"',
    'script = "no-scripts"',
    "libs = []",
    `remappings = ${JSON.stringify(packages)}`,
    `allow_paths = ${JSON.stringify([`${root}/node_modules`])}`,
    "offline = true",
    "auto_detect_solc = false",
    "auto_detect_remappings = false",
    'solc = "./solc"',
    `evm_version = "${evmVersion}"`,
    `via_ir = ${viaIR}`,
    `optimizer = ${optimizer.enabled}`,
    `optimizer_runs = ${optimizer.runs}`,
    `bytecode_hash = "${metadata.bytecodeHash}"`,
    'skip = ["test/peers/**", "test/proofs/**"]',
    "code_size_limit = 10000000",
    "[profile.default.fuzz]",
    `runs = ${depth.fuzzRuns}`,
    'seed = "0x1"',
    "[profile.default.invariant]",
    `runs = ${depth.invariantRuns}`,
    `depth = ${depth.invariantDepth}`,
    "fail_on_revert = true",
    "[profile.default.lint]",
    "lint_on_build = false",
    "",
  ];
  return lines.join("\n");
}

function writeIfChanged(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
