import type { Clock } from "../ports/Clock.ts";

interface Bucket {
  left: number;
  at: number;
}

/** How many records of each seat are taken: so many a second, and as many at once. */
export class RateLimit {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #buckets = new Map<number, Bucket>();

  /** @param perSecond 0 for no limit */
  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Takes records of a seat's share; false where it has used it up, and then nothing is taken. */
  take(seat: number, records: number): boolean {
    if (this.#perSecond === 0) return true;
    const now = this.#clock.now();
    const bucket = this.#buckets.get(seat) ?? { left: this.#perSecond, at: now };
    this.#buckets.set(seat, bucket);
    bucket.left = Math.min(this.#perSecond, bucket.left + ((now - bucket.at) * this.#perSecond) / 1_000);
    bucket.at = now;
    if (bucket.left < records) return false;
    bucket.left -= records;
    return true;
  }
}
