import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Which gates have passed at the commit that is checked out. Remembers nothing while files differ from that commit. */
export class GateProgress {
  readonly #file: string;
  readonly #commit: string;
  readonly #passed: Set<string>;

  private constructor(file: string, commit: string, passed: Iterable<string>) {
    this.#file = file;
    this.#commit = commit;
    this.#passed = new Set(passed);
  }

  static open(file: string): GateProgress | undefined {
    if (git("status", "--porcelain") !== "") return undefined;
    const commit = git("rev-parse", "HEAD");
    const [at, ...names] = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    return new GateProgress(file, commit, at === commit ? names : []);
  }

  has(name: string): boolean {
    return this.#passed.has(name);
  }

  add(name: string): void {
    this.#passed.add(name);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${[this.#commit, ...this.#passed].join("\n")}\n`);
  }
}

function git(...words: readonly string[]): string {
  return execFileSync("git", [...words], { encoding: "utf8" }).trim();
}
