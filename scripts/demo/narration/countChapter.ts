import type { Chapter } from "./Chapter.ts";

/** A chapter in numbers. */
export interface ChapterCount {
  /** What people and programs did or tried. */
  readonly steps: number;
  readonly transactions: number;
  readonly gas: bigint;
  readonly refusals: number;
}

/** Counts what happened in a chapter. */
export function countChapter({ entries }: Pick<Chapter, "entries">): ChapterCount {
  const mined = entries.flatMap((entry) => (entry.kind === "step" && entry.mined !== null ? [entry.mined] : []));
  return {
    steps: entries.filter(({ kind }) => kind === "step" || kind === "refusal").length,
    transactions: mined.reduce((sum, { transactions }) => sum + transactions, 0),
    gas: mined.reduce((sum, { gas }) => sum + gas, 0n),
    refusals: entries.filter(({ kind }) => kind === "refusal").length,
  };
}
