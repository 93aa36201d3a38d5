import { formatJournalJson } from "../../internal/journalJson.ts";
import type { Journal } from "../../types/Journal.ts";

/**
 * The text of a journal, to be stored or sent. {@link verifyJournal} reads exactly this text.
 *
 * @example
 * ```ts
 * const text: string = formatJournal(await exportJournal(client));
 * ```
 */
export function formatJournal(journal: Journal): string {
  return formatJournalJson(journal);
}
