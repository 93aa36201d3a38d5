/**
 * Codes of the faults that make a journal worthless, each with what it means.
 * The sentences feed the generated error reference.
 */
export const journalCodes = {
  JOURNAL_MALFORMED: "A journal is not JSON, or has not the fields of its format.",
  JOURNAL_VERSION: "A journal is of a version that this program does not read.",
  JOURNAL_HEAD_DIFFERS: "Replaying the journal ends at another head than the one that is trusted.",
  JOURNAL_ENTRY_FALSE: "An entry of the journal shows something else than the head commits to.",
  JOURNAL_INCOMPLETE: "The events on chain do not give the whole journal.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault that makes a journal worthless. */
export type JournalCode = keyof typeof journalCodes;
