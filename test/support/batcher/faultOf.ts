import { BatcherError } from "../../../batcher/src/errors.ts";

/** How an attempt ended: with the code of a fault, the name of another error, or without one. */
export async function faultOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "none";
  } catch (error) {
    if (error instanceof BatcherError) return error.code;
    return error instanceof Error ? error.name : String(error);
  }
}
