import type { Clock } from "../ports/Clock.ts";

/** How far a record has come, by what survives. */
export const levels = ["durable", "anchored", "final"] as const;
/** How far a record has come. */
export type Level = (typeof levels)[number];

/** Records of a log that follow one another. */
export interface RecordRange {
  readonly logId: string;
  readonly firstSequence: number;
  readonly count: number;
}

/** Hears of one record. */
export interface Listener {
  /** Resolves with the first change since listening began or this resolved before, or after so long. */
  changed(ms: number): Promise<void>;
  /** Listens no longer. */
  close(): void;
}

interface Waiting {
  readonly logId: string;
  readonly sequence: number;
  stop: AbortController;
}

/** Tells whoever waits that the batch of its record has moved on. */
export class LevelBoard {
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiting>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** These records' batch was anchored, became final or was taken out again; of everybody's, where none are named. */
  change(range?: RecordRange): void {
    for (const each of this.#waiting) if (range === undefined || isIn(each, range)) each.stop.abort();
  }

  /** Listens for a record, from before it is looked up: what changes meanwhile is heard. */
  listen(logId: string, sequence: number): Listener {
    const waiting: Waiting = { logId, sequence, stop: new AbortController() };
    this.#waiting.add(waiting);
    return {
      changed: async (ms) => {
        await this.#clock.sleep(ms, waiting.stop.signal);
        waiting.stop = new AbortController();
      },
      close: () => {
        this.#waiting.delete(waiting);
      },
    };
  }
}

function isIn({ logId, sequence }: Waiting, range: RecordRange): boolean {
  return logId === range.logId && sequence >= range.firstSequence && sequence < range.firstSequence + range.count;
}
