import type { Chapter } from "../narration/Chapter.ts";
import { countChapter } from "../narration/countChapter.ts";
import { formatInteger } from "../narration/formatInteger.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { renderEntry } from "./renderEntry.ts";
import { reportStyle } from "./reportStyle.ts";

/** What a report shows. */
export interface Report {
  /** What the consortium is called. */
  readonly name: string;
  readonly startedAt: Date;
  readonly chapters: readonly Chapter[];
}

/** Renders a run as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. */
export function renderReport({ name, startedAt, chapters }: Report): string {
  const all = countChapter({ entries: chapters.flatMap(({ entries }) => entries) });
  const seconds = chapters.reduce((sum, { tookMs }) => sum + tookMs, 0) / 1_000;
  const acts = chapters.filter(({ number }) => number > 0).length;
  const title = `${name}: ${acts} acts of governance, confidential records and batches`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<a class="skip" href="#story">Skip to the story</a>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="lead">What happened on a chain inside one process, on <time datetime="${startedAt.toISOString()}">${startedAt.toISOString().slice(0, 16).replace("T", " ")} UTC</time>. Nothing here was prepared: what is marked <em>checked</em> was read from the chain, and every refusal is the answer of a contract or a program, decoded.</p>
<ul class="figures">
${renderFigure(formatInteger(all.transactions), "transactions")}
${renderFigure(formatInteger(all.gas), "gas")}
${renderFigure(formatInteger(all.refusals), "refusals, each decoded")}
${renderFigure(seconds.toFixed(1), "seconds")}
</ul>
${renderTable(chapters)}
</header>
<main id="story">
${chapters.map(renderChapter).join("\n")}
</main>
<footer><p>Written by <code>npm run demo</code>.</p></footer>
</body>
</html>
`;
}

function renderFigure(value: string, what: string): string {
  return `<li><strong>${value}</strong> ${what}</li>`;
}

function renderTable(chapters: readonly Chapter[]): string {
  const rows = chapters.map((chapter) => {
    const { steps, refusals, transactions, gas } = countChapter(chapter);
    const link = `<a href="#act-${chapter.number}">${escapeHtml(titleOf(chapter))}</a>`;
    const cells = [steps, refusals, transactions, gas].map(formatInteger);
    const number = chapter.number === 0 ? "" : String(chapter.number);
    return `<tr>${[number, link, ...cells, (chapter.tookMs / 1_000).toFixed(1)].map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const headings = ["Act", "What it shows", "Steps", "Refusals", "Transactions", "Gas", "Seconds"];
  return `<nav aria-label="Acts" class="wide"><table>
<thead><tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join("")}</tr></thead>
<tbody>${rows.join("\n")}</tbody>
</table></nav>`;
}

function renderChapter(chapter: Chapter): string {
  const { number, promise, entries } = chapter;
  const above = number === 0 ? "Before the first act" : `Act ${number}`;
  return `<section id="act-${number}" aria-labelledby="title-${number}">
<p class="number">${above}</p>
<h2 id="title-${number}">${escapeHtml(titleOf(chapter))}</h2>
<p class="promise">${escapeHtml(promise)}</p>
<ol class="timeline">
${entries.map(renderEntry).join("\n")}
</ol>
</section>`;
}

function titleOf({ number, title }: Chapter): string {
  return number === 0 ? "The founding is prepared and deployed" : title;
}
