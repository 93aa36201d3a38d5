import { AssertionError } from "node:assert/strict";

import { RevertedError, type RevertName } from "#sdk";

import type { Stage } from "./Stage.ts";

/** Who tries what, and which error has to come of it. */
export interface ExpectRefusalParameters {
  readonly who: string;
  /** What is tried, as in "tries to open a proposal". */
  readonly attempted: string;
  readonly error: RevertName;
  readonly attempt: () => Promise<unknown>;
}

/** Lets somebody try what the chain must refuse, and tells the refusal as it was decoded. Anything else ends the story. */
export async function expectRefusal({ narrator }: Stage, parameters: ExpectRefusalParameters): Promise<void> {
  const { who, attempted, error, attempt } = parameters;
  try {
    await attempt();
  } catch (caught) {
    const refusal = caught instanceof RevertedError ? caught.findRevert(error) : undefined;
    if (!(caught instanceof RevertedError) || refusal === undefined) throw caught;
    narrator.refusal({ who, attempted, error, reason: sayReason(caught.summary) });
    return;
  }
  throw new AssertionError({ message: `${who} ${attempted} And it was not refused with ${error}.` });
}

/** The errors are named beside the reason: here only their facts stay in brackets. */
function sayReason(summary: string): string {
  return summary.replace(/ \[[A-Za-z]+\]/g, "").replace(/ \[[A-Za-z]+: ([^\]]+)\]/g, " ($1)");
}
