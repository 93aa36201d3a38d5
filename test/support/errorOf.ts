import { type QuorateError, RevertedError } from "#sdk";

import { captureRejection } from "../../scripts/founding/captureError.ts";

/** What comes back instead of an answer. */
export async function errorOf(work: Promise<unknown>): Promise<QuorateError> {
  return await captureRejection(() => work);
}

/** Its code. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return (await errorOf(work)).code;
}

/** The name of the error that a contract threw, or the code of another. */
export async function nameOf(work: Promise<unknown>): Promise<string> {
  const error = await errorOf(work);
  return error instanceof RevertedError ? error.revert.name : error.code;
}

/** The revert that comes back. */
export async function revertOf(work: Promise<unknown>): Promise<RevertedError> {
  const error = await errorOf(work);
  if (error instanceof RevertedError) return error;
  throw error;
}
