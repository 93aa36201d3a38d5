import { errorCodes, QuorateError } from "#sdk";

/** How a command can end. */
export const exitCodes = {
  /** It did what it was asked to. */
  done: 0,
  /** The chain refused it, or a check found a fault. */
  refused: 1,
  /** What was typed, or a file or key that was named, cannot be used; nothing was sent. */
  usage: 2,
  /** Ctrl-C; another signal than Ctrl-C's gives 128 and its number, as shells do: 143 for SIGTERM. */
  interrupted: 130,
} as const;

const USAGE_DOMAINS = ["commands", "values", "keys", "ballots", "founding"] as const;
/** Faults of other domains in what was typed. */
const USAGE_FAULTS: readonly string[] = [
  "DEPLOYMENT_ABSENT",
  "DEPLOYMENT_MALFORMED",
  "SIGNER_MISSING",
  "SIGNER_UNSUPPORTED",
  "RECEIPT_MALFORMED",
];
/** Faults of a domain of what was typed that the chain or a person decided. */
const REFUSALS: readonly string[] = [
  "DECLINED",
  "CHECK_FAILED",
  "PROGRAM_FAILED",
  "AMENDMENT_NOT_ENACTED",
  "AMENDMENT_NOT_READY",
  "RECORD_FORGOTTEN",
];

/** The exit code that tells a caller what kind of fault it was. */
export function toExitCode(error: unknown): number {
  if (!(error instanceof QuorateError)) return exitCodes.refused;
  if (error.code === "DEPLOYMENT_INTERRUPTED" || error.code === "ABORTED") return exitCodes.interrupted;
  if (REFUSALS.includes(error.code)) return exitCodes.refused;
  if (USAGE_FAULTS.includes(error.code)) return exitCodes.usage;
  return USAGE_DOMAINS.some((domain) => error.code in errorCodes[domain]) ? exitCodes.usage : exitCodes.refused;
}
