import type { BatcherReport, Findings, Spread } from "./BatcherReport.ts";

/** A bar of a chart. */
interface Bar {
  readonly label: string;
  readonly spread: Spread;
}

const [WIDTH, ROW, LABEL, RIGHT] = [760, 30, 250, 130];
const NUMBER = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** The charts that the README shows, by the names of their files: throughput and latency, each bar with its least and greatest. */
export function drawCharts({ tps, latencyMs }: BatcherReport, findings: Findings): Readonly<Record<string, string>> {
  const bars = (named: readonly (readonly [string, Spread | null | undefined])[]): readonly Bar[] =>
    named.flatMap(([label, spread]) => (spread === null || spread === undefined ? [] : [{ label, spread }]));
  return {
    "batcher-throughput": drawBars(
      "Records a second, client on the same machine",
      bars([
        ["signature checks alone, all cores", findings.roofline],
        ["anchored, in process", tps.anchoredInProcess],
        ["anchored, HTTP, 100 a request", tps.anchoredHttpX100],
        ["anchored, HTTP, 10 a request", tps.anchoredHttpX10],
        ["anchored, HTTP, 1 a request", tps.anchoredHttpX1],
        ["executed on chain", tps.executed],
        ["one transaction a record", tps.direct],
      ]),
    ),
    "batcher-latency": drawBars(
      "Milliseconds at 80 % of the most, from when a request was to be sent",
      bars([
        ["durable, half of all", latencyMs.durableP50At80],
        ["durable, 99 of 100", latencyMs.durableP99At80],
        ["durable, 999 of 1,000", findings.durableP999At80],
        ["anchored, half of all", findings.anchoredP50At80],
        ["anchored, 99 of 100", latencyMs.anchoredP99At80],
      ]),
    ),
  };
}

function drawBars(title: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ spread }) => spread.max), Number.MIN_VALUE);
  const scale = (WIDTH - LABEL - RIGHT) / most;
  const height = 50 + ROW * bars.length;
  const rows = bars.map(({ label, spread: { median, min, max } }, index) => {
    const y = 40 + ROW * index;
    const middle = y + ROW / 2 - 4;
    return [
      `<text x="${LABEL - 10}" y="${middle + 4}" text-anchor="end">${label}</text>`,
      `<rect x="${LABEL}" y="${y}" width="${round(median * scale)}" height="${ROW - 8}" rx="2" fill="#3b6ea8"/>`,
      `<path d="M${round(LABEL + min * scale)} ${middle}H${round(LABEL + max * scale)}" stroke="#d9822b" stroke-width="2"/>`,
      `<text x="${round(LABEL + max * scale) + 8}" y="${middle + 4}">${NUMBER.format(median)}</text>`,
    ].join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" fill="#444">`,
    `<title>${title}</title>`,
    `<text x="10" y="22" font-size="15" font-weight="bold">${title}</text>`,
    ...rows,
    "</svg>",
    "",
  ].join("\n");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
