import type { ChartEntry } from "./Entry.ts";
import { formatInteger } from "./formatInteger.ts";

const CELLS = "▁▂▃▄▅▆▇█";
const COLUMNS = 48;

/** A chart as one line of a terminal: a cell for each stretch of the axis, as high as the points in it are on average. */
export function formatChart({ points }: ChartEntry): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "nothing was measured";
  const highest = Math.max(...points.map(({ y }) => y));
  const sums = Array.from({ length: COLUMNS }, () => ({ sum: 0, count: 0 }));
  for (const { x, y } of points) {
    const cell = sums[Math.min(COLUMNS - 1, Math.floor(((x - first.x) / (last.x - first.x || 1)) * COLUMNS))];
    if (cell === undefined) continue;
    cell.sum += y;
    cell.count += 1;
  }
  const line = sums.map(({ sum, count }) => (count === 0 ? " " : cellFor(sum / count / (highest || 1)))).join("");
  return `${line}  up to ${formatInteger(Math.round(highest))}`;
}

function cellFor(share: number): string {
  return CELLS[Math.min(CELLS.length - 1, Math.floor(share * CELLS.length))] ?? "";
}
