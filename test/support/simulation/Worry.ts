import type { WorldTime } from "./WorldTime.ts";

/** When faults were under way: promises that fall into such a time are not the batcher's fault alone. */
export class Worry {
  readonly #time: WorldTime;
  readonly #spells: { readonly from: number; until: number }[] = [];
  /** Faults by what they were, for figures. */
  readonly counts = new Map<string, number>();

  constructor(time: WorldTime) {
    this.#time = time;
  }

  /** A fault that begins now and is over after so long. */
  note(fault: string, ms = 0): void {
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
    this.#spells.push({ from: this.#time.now, until: this.#time.now + ms });
  }

  /** A fault that begins now; ended by what is answered. */
  begin(fault: string): () => void {
    this.note(fault);
    const spell = { from: this.#time.now, until: Number.POSITIVE_INFINITY };
    this.#spells.push(spell);
    return () => {
      spell.until = this.#time.now;
    };
  }

  /** Whether any fault was under way between two moments. */
  wasAny(from: number, until: number): boolean {
    return this.#spells.some((spell) => spell.from <= until && spell.until >= from);
  }
}
