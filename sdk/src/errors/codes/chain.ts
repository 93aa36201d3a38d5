/**
 * Codes of the faults in speaking to a chain, each with what it means.
 * The sentences feed the generated error reference.
 */
export const chainCodes = {
  ABORTED: "The caller's signal stopped the wait.",
  TIMED_OUT: "The answer did not come within the time that the caller gave.",
  REVERTED: "A contract refused the call; the revert says which error it threw.",
  CHAIN_UNREACHABLE: "The node does not answer, or answers with something that is no answer.",
  CHAIN_REFUSED: "The node refused the request for a reason that has no code of its own.",
  CHAIN_FOREIGN: "The chain is another one than the deployment, the file or the caller names.",
  CHAIN_REORGANISED: "The chain took another course while it was being read.",
  FUNDS_MISSING: "The sending account cannot pay for the transaction.",
  NONCE_TAKEN: "Another transaction of the same account took the nonce.",
  SIGNER_MISSING: "Sending needs a signer and the client has none.",
  SIGNER_REFUSED: "The person or the device behind the signer declined to sign.",
  TRANSACTION_FAILED: "A transaction was mined and failed without a reason that could be read back.",
  LOGS_REFUSED: "The node refuses to list events even for a single block.",
  DEPLOYMENT_UNKNOWN: "No committed deployment has that name.",
  MODULE_MISSING: "The directory on chain has no such module, or nothing stands at its address.",
  EVENT_MISSING: "A transaction was mined without the event that it must leave behind.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault in speaking to a chain. */
export type ChainCode = keyof typeof chainCodes;
