import type { Clock } from "../../../batcher/src/ports/Clock.ts";
import type { Life } from "./Life.ts";
import type { SeededRandom } from "./SeededRandom.ts";
import type { WorldTime } from "./WorldTime.ts";

interface Appointment {
  readonly at: number;
  /** Among those of one moment chance decides, then who was first. */
  readonly rank: number;
  readonly order: number;
  readonly task: () => void;
}

/** The one time of a simulated world, in milliseconds. It moves on only when nothing is left to do at the present moment. */
export class VirtualTime implements WorldTime {
  readonly #random: SeededRandom;
  /** A binary heap, the next one first. */
  readonly #heap: Appointment[] = [];
  #now = 0;
  #order = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  get now(): number {
    return this.#now;
  }

  /** Appointments that are ahead. */
  get pending(): number {
    return this.#heap.length;
  }

  /** How many tasks were run. */
  get steps(): number {
    return this.#order - this.#heap.length;
  }

  /** Runs a task after so long. */
  after(ms: number, task: () => void): void {
    this.#order += 1;
    this.#push({ at: this.#now + ms, rank: this.#random.fraction(), order: this.#order, task });
  }

  /** Runs whatever comes, one after another, until `isDone` or nothing is ahead any more. */
  async run(isDone: () => boolean): Promise<void> {
    await settled();
    for (let next = this.#next(isDone); next !== undefined; next = this.#next(isDone)) {
      this.#now = next.at;
      next.task();
      await settled();
    }
  }

  /** The clock of one life: it stands still for whoever is dead. */
  clockOf(life: Life): Clock {
    return {
      now: () => this.#now,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          const wake = (): void => {
            signal?.removeEventListener("abort", wake);
            if (life.isAlive) resolve();
          };
          if (signal?.aborted === true) return resolve();
          signal?.addEventListener("abort", wake, { once: true });
          this.after(ms, wake);
        }),
      soon: (task) => {
        this.after(0, () => {
          if (life.isAlive) task();
        });
      },
    };
  }

  #next(isDone: () => boolean): Appointment | undefined {
    return isDone() ? undefined : this.#pop();
  }

  #push(appointment: Appointment): void {
    const heap = this.#heap;
    let index = heap.push(appointment) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  #pop(): Appointment | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ; ) {
      const left = index * 2 + 1;
      const right = left + 1;
      const next = right < heap.length && this.#isBefore(right, left) ? right : left;
      if (next >= heap.length || !this.#swapIfBefore(next, index)) return first;
      index = next;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    if (a.at !== b.at) return a.at < b.at;
    return a.rank === b.rank ? a.order < b.order : a.rank < b.rank;
  }

  #swapIfBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined || !this.#isBefore(one, other)) return false;
    this.#heap[one] = b;
    this.#heap[other] = a;
    return true;
  }
}

/** Resolves when every promise that could go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
