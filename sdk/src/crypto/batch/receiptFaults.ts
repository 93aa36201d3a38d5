import { QuorateError } from "../../errors/QuorateError.ts";
import type { Address, Bytes32 } from "../../types/Hex.ts";

/** What is said of a receipt for another place or kind than the one asked for. */
export function foreign(what: string, found: string, expected: string): QuorateError {
  return new QuorateError({
    code: "RECEIPT_FOREIGN",
    summary: `The receipt is of another ${what}: ${found}, not ${expected}.`,
    remedy: "Check it with the chain, the contracts and the kind that it was given for, or ask for the right one.",
    facts: { what, found, expected },
  });
}

/** What is said of a receipt whose parts do not belong together. */
export function altered(part: string, why: string): QuorateError {
  return new QuorateError({
    code: "RECEIPT_ALTERED",
    summary: `The receipt was altered, or is put together from several. ${why}`,
    remedy: "Ask the batcher, or whoever gave it, for the receipt again; do not act on this one.",
    facts: { part },
  });
}

/** What is said of a record that the named account did not sign. */
export function unsigned(signer: Address): QuorateError {
  return new QuorateError({
    code: "RECEIPT_SIGNATURE_WRONG",
    summary: `The receipt's record was not signed by ${signer}.`,
    remedy: "Do not act on it. Ask the member whether it signed such a record.",
    facts: { signer },
  });
}

/** What is said of a promise that nobody trusted gave. */
export function notPromised(who: string, promisedBy: Address | undefined): QuorateError {
  return new QuorateError({
    code: "RECEIPT_PROMISE_WRONG",
    summary: `The receipt's promise was not signed by a batcher that is trusted here: ${who}.`,
    remedy:
      "Wait until it is anchored and check it with the batch's hash, or name the batcher's account among promisers.",
    facts: { promisedBy: promisedBy ?? null },
  });
}

/** What is said of a receipt that nobody vouches for. */
export function notAnchored(why: string): QuorateError {
  return new QuorateError({
    code: "RECEIPT_NOT_ANCHORED",
    summary: `The receipt proves nothing yet. ${why}`,
    remedy:
      "Wait for the receipt with its batch and give that batch's hash from the chain, or name promisers that are trusted.",
    facts: { why },
  });
}

/** What is said of a batch that the chain does not keep. */
export function differs(trusted: Bytes32, batchHash: Bytes32): QuorateError {
  return new QuorateError({
    code: "RECEIPT_BATCH_DIFFERS",
    summary: "The receipt's batch is not the one that the chain keeps.",
    remedy:
      "Look the hash up by the receipt's log and number. If it differs still, the chain took another course: ask for the receipt again.",
    facts: { trusted, batchHash },
  });
}
