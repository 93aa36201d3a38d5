import { QuorateError } from "../../errors/QuorateError.ts";
import { codeOfFault, isOutOfRoom } from "../files/codeOfFault.ts";

/** Does work on a folder; what the system refuses is an error of the store. @throws QuorateError STORE_FULL, STORE_FAILED */
export async function failAs<Value>(store: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(store, error);
  }
}

/** What the system refused, by its code. Whatever else was thrown stays as it is. */
export function toStoreError(store: string, error: unknown): unknown {
  const code = codeOfFault(error);
  if (error instanceof QuorateError || code === undefined || !(error instanceof Error && "syscall" in error))
    return error;
  if (isOutOfRoom(error)) {
    return new QuorateError({
      code: "STORE_FULL",
      summary: `${store} has no room for the envelope; nothing of it was kept.`,
      remedy: "Make room on that disk, or delete envelopes of records that are shredded, and store it again.",
      facts: { store, code },
      cause: error,
    });
  }
  return new QuorateError({
    code: "STORE_FAILED",
    summary: `${store} could not be read or written (${code}).`,
    remedy: "Check that the folder exists, that its owner runs this, and that the disk is sound.",
    facts: { store, code },
    cause: error,
  });
}
