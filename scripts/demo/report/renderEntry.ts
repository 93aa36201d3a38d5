import type { Entry } from "../narration/Entry.ts";
import { formatMined } from "../narration/formatMined.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { renderChart } from "./renderChart.ts";
import { renderTally } from "./renderTally.ts";
import { renderText } from "./renderText.ts";

/** One line of the story as an item of the timeline. */
export function renderEntry(entry: Entry): string {
  return `<li class="${entry.kind}">${renderContent(entry)}</li>`;
}

function renderContent(entry: Entry): string {
  switch (entry.kind) {
    case "step": {
      const gas = entry.mined === null ? "" : `<p class="gas">${escapeHtml(formatMined(entry.mined))}</p>`;
      return `<p><strong>${escapeHtml(entry.who)}</strong> ${renderText(entry.did)}</p>${gas}`;
    }
    case "refusal":
      return `<p><strong>${escapeHtml(entry.who)}</strong> ${renderText(entry.attempted)}</p>
<p class="reason"><span class="badge">refused</span> ${renderText(entry.reason)} <code>${escapeHtml(entry.error)}</code></p>`;
    case "tally":
      return renderTally(entry);
    case "fact":
      return `<p><span class="badge">checked</span> ${renderText(entry.text)}</p>`;
    case "list":
      return `<p>${renderText(entry.heading)}</p><ul>${entry.items.map((item) => `<li>${renderText(item)}</li>`).join("")}</ul>`;
    case "time":
      return `<p><span class="badge">clock moved</span> ${renderText(`${entry.passed} on: ${entry.because}. It is ${entry.now} on the embedded chain.`)}</p>`;
    case "chart":
      return renderChart(entry);
  }
}
