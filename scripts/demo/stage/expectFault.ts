import { AssertionError } from "node:assert/strict";

import { type ErrorCode, QuorateError } from "#sdk";

import type { Stage } from "./Stage.ts";

/** Who tries what, and the code of the error that has to come of it. */
export interface ExpectFaultParameters {
  readonly who: string;
  readonly attempted: string;
  readonly code: ErrorCode;
  readonly attempt: () => Promise<unknown>;
}

/** Lets somebody try what its own program must refuse, and tells why it did. Anything else ends the story. */
export async function expectFault({ narrator }: Stage, parameters: ExpectFaultParameters): Promise<QuorateError> {
  const { who, attempted, code, attempt } = parameters;
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof QuorateError) || error.code !== code) throw error;
    narrator.refusal({ who, attempted, error: code, reason: error.summary });
    return error;
  }
  throw new AssertionError({ message: `${who} ${attempted} And it was not refused with ${code}.` });
}
