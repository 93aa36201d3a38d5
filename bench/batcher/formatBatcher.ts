import type { BatcherReport, Spread } from "./BatcherReport.ts";
import type { Judgement } from "./judgeBatcher.ts";

const NUMBER = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

/** A report for people: a row for each figure with its median, least and greatest. */
export function formatBatcher({ tps, ratios, latencyMs, rejectedAt80, postgresOverSqlite }: BatcherReport): string {
  const rows: string[][] = [["", "median", "least", "greatest"]];
  const add = (names: Readonly<Record<string, Spread | null>>): void => {
    for (const [name, spread] of Object.entries(names)) {
      const cells = spread === null ? ["not measured", "", ""] : [spread.median, spread.min, spread.max].map(format);
      rows.push([name, ...cells]);
    }
  };
  add(tps);
  add(ratios);
  add(latencyMs);
  add({ rejectedAt80, postgresOverSqlite });
  return [
    "Records, calls or items a second; ratios within one round; milliseconds at 80 % of the closed loop's rate.",
    "One instance, no replication, no BFT but the chain's own.",
    "",
    ...align(rows),
    "",
  ].join("\n");
}

/** What became of each promise, for people. */
export function formatJudgements(judgements: readonly Judgement[]): string {
  const rows = judgements.map(({ promise, bound, limit, found, kept }) => [
    promise,
    format(found),
    `at ${bound} ${limit}`,
    kept ? "kept" : "MISSED",
  ]);
  return `${align(rows).join("\n")}\n`;
}

function format(value: number): string {
  return Number.isFinite(value) ? NUMBER.format(value) : "-";
}

function align(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
