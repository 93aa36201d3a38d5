import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { isObject, listIn, numberInOrNone, parseJsonObject, textIn } from "./solidity/json.ts";

/** A gate that passed, and what it passed at. */
export interface PassedGate {
  readonly gate: string;
  readonly commit: string;
  readonly seconds: number;
  readonly on: string;
}

/**
 * Which gates have passed, in a file that is committed. A pass holds until something differs from its commit that the gate
 * looks at; nothing is recorded while files differ from the commit that is checked out.
 */
export class GateRecord {
  readonly #root: string;
  readonly #file: string;
  readonly #watched: readonly string[];
  readonly #passed: Map<string, PassedGate>;

  /**
   * @param root the checkout
   * @param file the record, relative to it
   * @param watched paths below the root whose changes void a pass
   */
  constructor(root: string, file: string, watched: readonly string[]) {
    this.#root = root;
    this.#file = path.join(root, file);
    this.#watched = [...watched, `:!${file}`];
    const kept = existsSync(this.#file) ? parseRecord(readFileSync(this.#file, "utf8")) : [];
    this.#passed = new Map(kept.map((pass) => [pass.gate, pass]));
  }

  /** The pass that still holds. */
  passOf(gate: string): PassedGate | undefined {
    const pass = this.#passed.get(gate);
    // A clone without that commit cannot compare, which is no pass.
    return pass !== undefined && this.#git("diff", "--quiet", pass.commit, "--", ...this.#watched) !== undefined
      ? pass
      : undefined;
  }

  add(gate: string, seconds: number): void {
    const commit = this.#git("rev-parse", "HEAD");
    if (commit === undefined || this.#git("diff", "--quiet", "HEAD", "--", ...this.#watched) === undefined) return;
    const on = new Date().toISOString().slice(0, 10);
    this.#passed.set(gate, { gate, commit, seconds: Math.round(seconds), on });
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${JSON.stringify({ passed: [...this.#passed.values()] }, null, 2)}\n`);
  }

  #git(...words: readonly string[]): string | undefined {
    try {
      return execFileSync("git", [...words], { cwd: this.#root, encoding: "utf8", stdio: "pipe" }).trim();
    } catch {
      return undefined;
    }
  }
}

function parseRecord(text: string): readonly PassedGate[] {
  return listIn(parseJsonObject(text, "the record of gates"), "passed")
    .filter(isObject)
    .map((from) => ({
      gate: textIn(from, "gate"),
      commit: textIn(from, "commit"),
      seconds: numberInOrNone(from, "seconds") ?? 0,
      on: textIn(from, "on"),
    }));
}
