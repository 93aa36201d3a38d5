import type { TallyEntry } from "../narration/Entry.ts";
import { escapeHtml } from "./escapeHtml.ts";

/** A vote as a bar: what was cast, what is open, and where the bar lies. */
export function renderTally(tally: TallyEntry): string {
  const { title, state, weightFor, weightAgainst, weightAbstain, total, needed } = tally;
  const open = total - weightFor - weightAgainst - weightAbstain;
  const share = (weight: bigint): string => `${((Number(weight) / Number(total)) * 100).toFixed(2)}%`;
  const parts = [
    ["for", weightFor],
    ["against", weightAgainst],
    ["abstain", weightAbstain],
    ["open", open],
  ] as const;
  const said = parts.map(([name, weight]) => `${weight} ${name}`).join(", ");
  const label = `${title}: ${state}. ${said}, of ${total}; ${needed} needed.`;
  const segments = parts
    .filter(([, weight]) => weight > 0n)
    .map(([name, weight]) => `<span class="segment ${name}" style="width:${share(weight)}"></span>`)
    .join("");
  const legend = parts
    .filter(([, weight]) => weight > 0n)
    .map(([name, weight]) => `<li><span class="swatch ${name}" aria-hidden="true"></span>${weight} ${name}</li>`)
    .join("");
  return `<figure class="tally">
<figcaption>${escapeHtml(title)} <span class="state ${state}">${state}</span></figcaption>
<div class="bar" role="img" aria-label="${escapeHtml(label)}">${segments}<span class="needed" style="left:${share(needed)}"></span></div>
<ul class="legend" aria-hidden="true">${legend}<li><span class="swatch mark"></span>${needed} of ${total} needed</li></ul>
</figure>`;
}
