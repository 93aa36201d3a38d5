import { QuorateError } from "#sdk";

/** Runs something that must throw a QuorateError, for tests that look at its facts. */
export function captureError(run: () => unknown): QuorateError {
  try {
    run();
  } catch (error) {
    if (error instanceof QuorateError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Awaits something that must throw a QuorateError, for tests that look at its facts. */
export async function captureRejection(run: () => Promise<unknown>): Promise<QuorateError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof QuorateError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
