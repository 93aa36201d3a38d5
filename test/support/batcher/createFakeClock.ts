import type { Clock } from "../../../batcher/src/ports/Clock.ts";

/** A clock that stands still until it is moved. */
export interface FakeClock extends Clock {
  /** Moves on by so much, waking whoever waited until then, in order. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Makes one. */
export function createFakeClock(): FakeClock {
  let now = 0;
  let sleepers: Sleeper[] = [];

  function nextBefore(limit: number): Sleeper | undefined {
    const due = sleepers.filter(({ at }) => at <= limit).sort((a, b) => a.at - b.at)[0];
    sleepers = sleepers.filter((sleeper) => sleeper !== due);
    return due;
  }

  /** Lets everything happen that does not wait for time. */
  async function calm(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      }),
    soon: (task) => {
      setImmediate(task);
    },
    async advance(ms) {
      const until = now + ms;
      await calm();
      for (let due = nextBefore(until); due !== undefined; due = nextBefore(until)) {
        now = Math.max(now, due.at);
        due.wake();
        await calm();
      }
      now = until;
    },
  };
}
