import { shortenNumbers } from "../narration/shortenNumbers.ts";
import { escapeHtml } from "./escapeHtml.ts";

const LONG = /0x[0-9a-fA-F]{20,}|\b[0-9]{20,}\b/g;

/** A text for people: long numbers are shortened, and shown whole where a pointer rests on them. */
export function renderText(text: string): string {
  return escapeHtml(text).replace(
    LONG,
    (digits) => `<abbr title="${digits}"><code>${shortenNumbers(digits)}</code></abbr>`,
  );
}
