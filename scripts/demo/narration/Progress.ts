const SHOW_AFTER_MS = 1_000;
const REDRAW_MS = 200;
const BAR_CELLS = 20;
const CLEAR_LINE = "\r\x1b[2K";

/** Says how far a work is, from 0 to 1, and what else is worth watching meanwhile. */
export type Advance = (share: number, says?: string) => void;

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

  /** Does `work`, which may say how far it is. */
  async during<Value>(what: string, work: (advance: Advance) => Promise<Value>): Promise<Value> {
    if (!this.#out.isTTY) return await this.#sayOnce(what, () => work(() => undefined));
    const startedAt = this.#clock();
    let far = "";
    let isShown = false;
    const timer = setInterval(() => {
      const elapsedMs = this.#clock() - startedAt;
      if (elapsedMs < SHOW_AFTER_MS) return;
      this.#out.write(`${CLEAR_LINE}  … ${what}${far}, ${Math.round(elapsedMs / 1_000)} s`);
      isShown = true;
    }, REDRAW_MS);
    try {
      return await work((share, says) => {
        far = ` ${drawBar(share)} ${Math.round(share * 100)} %${says === undefined ? "" : `, ${says}`}`;
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

function drawBar(share: number): string {
  return "█".repeat(Math.round(share * BAR_CELLS)).padEnd(BAR_CELLS, "░");
}
