import type { Chapter } from "./Chapter.ts";
import { countChapter } from "./countChapter.ts";
import type { Page } from "./formatEntry.ts";
import { formatInteger } from "./formatInteger.ts";

const HEADINGS = ["Act", "", "Steps", "Refusals", "Transactions", "Gas", "Seconds"] as const;

/** All chapters as a table for a terminal. */
export function formatSummary(chapters: readonly Chapter[], { style }: Pick<Page, "style">): readonly string[] {
  const rows = chapters.map((chapter) => {
    const { steps, refusals, transactions, gas } = countChapter(chapter);
    const number = chapter.number === 0 ? "" : String(chapter.number);
    const numbers = [steps, refusals, transactions, gas].map(formatInteger);
    return [number, chapter.title, ...numbers, (chapter.tookMs / 1_000).toFixed(1)];
  });
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const toLine = (row: readonly string[]): string =>
    row
      .map((text, column) => (column === 1 ? text.padEnd(widths[1] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join("  ");
  return ["", style("bold", toLine(HEADINGS)), ...rows.map(toLine)];
}
