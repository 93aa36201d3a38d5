import type { Clock } from "../ports/Clock.ts";

/** How far a record has come, by what survives. */
export const levels = ["durable", "anchored", "final"] as const;
/** How far a record has come. */
export type Level = (typeof levels)[number];

/** Tells whoever waits that batches have moved on. */
export class LevelBoard {
  readonly #clock: Clock;
  #turn = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Some batch was anchored, became final or was taken out again. */
  change(): void {
    this.#turn.abort();
    this.#turn = new AbortController();
  }

  /** Resolves with the next change, or after so long. */
  async changed(ms: number): Promise<void> {
    await this.#clock.sleep(ms, this.#turn.signal);
  }
}
