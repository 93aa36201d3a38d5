import { type Bytes32, QuorateError } from "#sdk";
import { rejectionReasonOf } from "#sdk/records";

/** Adds to an error of opening a record what its reader can do: reject it, with which reason, or ask another party first. */
export function explainRejection(error: unknown, recordId: Bytes32): unknown {
  if (!(error instanceof QuorateError)) return error;
  const reason = rejectionReasonOf(error.code);
  if (reason === null) return error;
  const ask =
    reason === "DATA_UNAVAILABLE"
      ? "Ask the other parties first, each with --peer. If none has it:"
      : "If you are a party of it:";
  return new QuorateError({
    code: error.code,
    summary: error.summary,
    remedy: `${error.remedy} ${ask} quorate record reject ${recordId} --reason ${reason}`,
    facts: { ...error.facts, reason },
    faults: error.faults,
    cause: error,
  });
}
