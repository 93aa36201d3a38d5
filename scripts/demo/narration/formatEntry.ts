import type { Terminal } from "../../terminal/Terminal.ts";
import type { Entry, TallyEntry } from "./Entry.ts";
import { formatChart } from "./formatChart.ts";
import { formatMined } from "./formatMined.ts";
import { shortenNumbers } from "./shortenNumbers.ts";
import { wrapText } from "./wrapText.ts";

const BAR_CELLS = 40n;

/** Where it is printed. */
export interface Page extends Pick<Terminal, "print" | "style"> {
  /** Characters in a line. */
  readonly columns: number;
}

/** One entry as lines for a terminal. */
export function formatEntry(entry: Entry, page: Page): readonly string[] {
  const { style: paint } = page;
  const lines = (text: string, first: string, rest: string): readonly string[] =>
    wrapText(shortenNumbers(text), page.columns, first, rest);
  switch (entry.kind) {
    case "step": {
      const [first = "", ...rest] = lines(`${entry.who} ${entry.did}`, "  • ", "    ");
      const gas = entry.mined === null ? [] : [`    ${formatMined(entry.mined)}`];
      const bold = first.replace(entry.who, paint("bold", entry.who));
      return [bold, ...rest, ...gas.map((line) => paint("dim", line))];
    }
    case "refusal":
      return [
        ...lines(`${entry.who} ${entry.attempted}`, "  • ", "    "),
        ...lines(`refused: ${entry.reason} [${entry.error}]`, "    ✗ ", "      ").map((line) => paint("yellow", line)),
      ];
    case "tally":
      return formatTally(entry).map((line, index) => (index === 0 ? paint("cyan", line) : line));
    case "fact":
      return lines(entry.text, "    ✓ ", "      ").map((line) => paint("green", line));
    case "list":
      return [
        ...lines(entry.heading, "    ", "    "),
        ...entry.items.flatMap((item) => lines(item, "      – ", "        ")),
      ];
    case "time":
      return lines(
        `${entry.passed} on (${entry.because}); the clock of the embedded chain was moved to ${entry.now}`,
        "  ⧖ ",
        "    ",
      ).map((line) => paint("magenta", line));
    case "chart":
      return [`    ${entry.title}: ${entry.up} along ${entry.across}`, `    ${formatChart(entry)}`];
  }
}

function formatTally({ title, weightFor, weightAgainst, weightAbstain, total, needed, state }: TallyEntry): string[] {
  const cells = (weight: bigint): number => Number((weight * BAR_CELLS + total / 2n) / total);
  const missing = total - weightFor - weightAgainst - weightAbstain;
  const drawn = "█".repeat(cells(weightFor)) + "▒".repeat(cells(weightAgainst)) + "░".repeat(cells(weightAbstain));
  const bar = drawn.slice(0, Number(BAR_CELLS)).padEnd(Number(BAR_CELLS), "·");
  return [
    `    ${title}: ${state}`,
    `    ${bar}  ${weightFor} for, ${weightAgainst} against, ${weightAbstain} abstain, ${missing} open, of ${total}; ${needed} needed`,
  ];
}
