import type { ChartEntry } from "../narration/Entry.ts";
import { formatInteger } from "../narration/formatInteger.ts";
import { escapeHtml } from "./escapeHtml.ts";

const WIDTH = 720;
const HEIGHT = 240;
const LEFT = 64;
const RIGHT = 16;
const TOP = 28;
const BOTTOM = 40;
const STEPS = 4;

/** Figures as a line, with the moments that matter; the highest is said in words, too. */
export function renderChart({ title, across, up, points, marks }: ChartEntry): string {
  const [from, to] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const highest = ceiling(Math.max(1, ...points.map(({ y }) => y)));
  const place = (x: number): number => LEFT + ((x - from) / (to - from || 1)) * (WIDTH - LEFT - RIGHT);
  const height = (y: number): number => HEIGHT - BOTTOM - (y / highest) * (HEIGHT - TOP - BOTTOM);
  const path = points.map(
    ({ x, y }, index) => `${index === 0 ? "M" : "L"}${place(x).toFixed(1)} ${height(y).toFixed(1)}`,
  );
  const rungs = Array.from({ length: STEPS + 1 }, (_, step) => (highest / STEPS) * step).map(
    (value) =>
      `<line class="rung" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${height(value)}" y2="${height(value)}"/><text x="${LEFT - 8}" y="${height(value) + 4}" text-anchor="end">${formatFigure(value)}</text>`,
  );
  const pointed = marks.map(({ x, says }) => {
    const [at, anchor] = [place(x), place(x) > WIDTH / 2 ? "end" : "start"];
    return `<line class="pointer" x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/><text class="pointed" x="${at + (anchor === "end" ? -4 : 4)}" y="${TOP - 8}" text-anchor="${anchor}">${escapeHtml(says)}</text>`;
  });
  const said = `${title}: ${up} along ${across}, at most ${formatFigure(Math.max(0, ...points.map(({ y }) => y)))}.`;
  return `<figure class="chart">
<figcaption>${escapeHtml(title)} <span class="state">${escapeHtml(up)}</span></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(said)}">
${rungs.join("\n")}
<path d="${path.join(" ")}"/>
${pointed.join("\n")}
<text x="${LEFT}" y="${HEIGHT - 12}">${formatFigure(from)}</text>
<text x="${WIDTH - RIGHT}" y="${HEIGHT - 12}" text-anchor="end">${formatFigure(to)} ${escapeHtml(across)}</text>
</svg>
</figure>`;
}

/** The next round number, so that the rungs are round, too. */
function ceiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 8, 10].map((factor) => factor * power).find((round) => round >= value) ?? value;
}

function formatFigure(value: number): string {
  return value >= 100 ? formatInteger(Math.round(value)) : String(Math.round(value * 100) / 100);
}
