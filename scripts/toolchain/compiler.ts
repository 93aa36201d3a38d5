import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The Solidity compiler this repository is built with: the npm package `solc` of exactly this version. */
export const SOLC_VERSION = "0.8.34";

/**
 * How often the optimizer assumes each opcode runs over the life of a contract: with this every contract stays below the 24,576
 * bytes of EIP-170 and has room for a change.
 */
const OPTIMIZER_RUNS = 200;

/** One set of settings for tests, deployment and every tool that compiles by itself. */
export const COMPILER_SETTINGS = {
  evmVersion: "cancun",
  viaIR: true,
  optimizer: { enabled: true, runs: OPTIMIZER_RUNS },
  metadata: { bytecodeHash: "none" },
} as const;

/**
 * For tests that deploy what they test by artifact: the bytecode they ask is the shipped one whatever they are compiled
 * with, and the plain code generator without optimization is ten times as fast. It cannot reach more than sixteen variables,
 * in inline assembly least of all; the allocation of the stack for assembly is the only optimization that it is given.
 */
export const PLAIN_SETTINGS = {
  viaIR: false,
  optimizer: {
    enabled: true,
    details: {
      peephole: false,
      inliner: false,
      jumpdestRemover: false,
      orderLiterals: false,
      deduplicate: false,
      cse: false,
      constantOptimizer: false,
      yul: true,
      yulDetails: { stackAllocation: true, optimizerSteps: "" },
    },
  },
} as const;

/**
 * Absolute path of the compiler. Hardhat runs whatever file it is given under whatever version it is told, so the version
 * is compared here.
 */
export function soljsonPath(): string {
  const installed = parseVersion(readFileSync(new URL(import.meta.resolve("solc/package.json")), "utf8"));
  if (installed !== SOLC_VERSION) {
    throw new Error(
      `solc ${installed} is installed, ${SOLC_VERSION} is named in scripts/toolchain/compiler.ts: run npm ci`,
    );
  }
  return fileURLToPath(import.meta.resolve("solc/soljson.js"));
}

function parseVersion(manifest: string): string {
  const parsed: unknown = JSON.parse(manifest);
  if (typeof parsed === "object" && parsed !== null && "version" in parsed && typeof parsed.version === "string") {
    return parsed.version;
  }
  throw new Error("the manifest of solc names no version: run npm ci");
}
