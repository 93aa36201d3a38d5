const SHOW_AFTER_MS = 1_000;
const REDRAW_MS = 200;
const CLEAR_LINE = "\r\x1b[2K";

/**
 * Shows what takes longer than a second: on a terminal how far it is, written over so that nothing is left behind, elsewhere
 * one line.
 */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #clock: () => number;

  constructor(out: NodeJS.WriteStream, clock: () => number) {
    this.#out = out;
    this.#clock = clock;
  }

  /** Does `work`, which may say how far it is, from 0 to 1. */
  async during<Value>(what: string, work: (advance: (share: number) => void) => Promise<Value>): Promise<Value> {
    if (!this.#out.isTTY) return await this.#sayOnce(what, () => work(() => undefined));
    const startedAt = this.#clock();
    let share: number | null = null;
    let isShown = false;
    const timer = setInterval(() => {
      const elapsedMs = this.#clock() - startedAt;
      if (elapsedMs < SHOW_AFTER_MS) return;
      const far = share === null ? "" : ` ${Math.round(share * 100)} %`;
      this.#out.write(`${CLEAR_LINE}  … ${what}${far}, ${Math.round(elapsedMs / 1_000)} s`);
      isShown = true;
    }, REDRAW_MS);
    try {
      return await work((now) => {
        share = now;
      });
    } finally {
      clearInterval(timer);
      if (isShown) this.#out.write(CLEAR_LINE);
    }
  }

  async #sayOnce<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
    const timer = setTimeout(() => this.#out.write(`  … ${what}\n`), SHOW_AFTER_MS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }
}
