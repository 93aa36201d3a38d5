import { createHash } from "node:crypto";

/** What happened in a simulated world, line by line. */
export class Transcript {
  readonly #lines: string[] = [];
  readonly #readTime: () => number;

  constructor(readTime: () => number) {
    this.#readTime = readTime;
  }

  say(who: string, what: string): void {
    this.#lines.push(`${this.#readTime().toFixed(3)} ${who} ${what}`);
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** The same for the same lines. */
  get hash(): string {
    return createHash("sha256").update(this.#lines.join("\n")).digest("hex");
  }
}
