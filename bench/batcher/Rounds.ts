import type { Findings, Spread } from "./BatcherReport.ts";

/** Figures of several rounds under their names. */
export class Rounds {
  readonly #figures = new Map<string, number[]>();

  /** Notes a figure of the round that is under way. */
  note(name: string, value: number): void {
    const values = this.#figures.get(name);
    if (values === undefined) this.#figures.set(name, [value]);
    else values.push(value);
  }

  /** The figure of the newest round, NaN where there is none. */
  last(name: string): number {
    return this.#figures.get(name)?.at(-1) ?? Number.NaN;
  }

  /** Notes what two figures of this round make together. */
  compare(name: string, over: string, under: string): void {
    const ratio = this.last(over) / this.last(under);
    if (Number.isFinite(ratio)) this.note(name, ratio);
  }

  spread(name: string): Spread | null {
    const values = this.#figures.get(name);
    return values === undefined ? null : toSpread(values);
  }

  findings(): Findings {
    return Object.fromEntries([...this.#figures].map(([name, values]) => [name, toSpread(values)]));
  }
}

/** The middle of the values, of an even number the lower one, with the least and the greatest. */
export function toSpread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => roundTo4(sorted[index] ?? Number.NaN);
  return { median: at(Math.floor((sorted.length - 1) / 2)), min: at(0), max: at(sorted.length - 1) };
}

function roundTo4(value: number): number {
  return Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(4));
}
