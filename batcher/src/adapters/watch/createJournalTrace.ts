import type { Journal } from "../../ports/Journal.ts";
import type { Trace } from "../../ports/Trace.ts";

/** Writes what is done at named points as lines: groups, batches and transactions by their numbers, so that a run can be held against a model afterwards. */
export function createJournalTrace(journal: Journal): Trace {
  return {
    reach: (point, facts) => {
      if (facts !== undefined) journal.note(point, facts);
    },
  };
}
