import type { AcknowledgedPart, Acknowledgements, SignedPromise } from "../crypto/batch/acknowledgements.ts";
import { computeLeaves } from "../crypto/batch/computeLeaves.ts";
import type { RecordPlace } from "../crypto/batch/createRecordDigester.ts";
import { type OpenedRange, openRange } from "../crypto/batch/openRange.ts";
import { recoverAccount } from "../crypto/batch/packedSignature.ts";
import { promiseDigest } from "../crypto/batch/promiseDigest.ts";
import { notPromised } from "../crypto/batch/receiptFaults.ts";
import type { Refusal } from "../crypto/batch/refusals.ts";
import { compareBytes } from "../crypto/commitment/merkleTree.ts";
import { toHex } from "../crypto/commitment/toBytes32.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { Address } from "../types/Hex.ts";
import { parseAddress } from "../types/parseAddress.ts";

/** What became of one record, and what proves it. */
export type AcknowledgedRecord =
  | {
      readonly status: "stored";
      readonly logId: Uint8Array;
      readonly sequence: number;
      readonly digest: Uint8Array;
      /** Undefined for a record that was stored before and whose promise the batcher did not repeat. */
      readonly promise: (SignedPromise & { readonly proofOf: OpenedRange["proofOf"] }) | undefined;
    }
  | { readonly status: "refused"; readonly code: Refusal };

/**
 * Checks a batcher's answer to records: that every record has an outcome, that the records of each part are what was promised, and that the promise is
 * signed, by one of `promisers` where they are given.
 *
 * @param digests of the records, in the order of the request
 * @throws QuorateError ACKNOWLEDGEMENTS_MALFORMED, RECEIPT_PROMISE_WRONG
 */
export function readAcknowledged(
  { parts, outcomes }: Acknowledgements,
  digests: readonly Uint8Array[],
  trusted: RecordPlace & { readonly promisers?: readonly Address[] | undefined },
): readonly AcknowledgedRecord[] {
  if (outcomes.length !== digests.length)
    throw malformed(`it has ${outcomes.length} outcomes for ${digests.length} records`);
  const runs = parts.map(({ count }) => new Array<Uint8Array | undefined>(count).fill(undefined));
  outcomes.forEach((outcome, index) => {
    const digest = digests[index];
    if (outcome.status === "refused" || digest === undefined) return;
    const [run, part] = [runs[outcome.part], parts[outcome.part]];
    if (run === undefined || part === undefined) return;
    const known = run[outcome.sequence - part.firstSequence];
    if (known !== undefined && compareBytes(known, digest) !== 0) throw malformed("it gives two records one sequence");
    run[outcome.sequence - part.firstSequence] = digest;
    if (part.promised === undefined && outcome.status === "accepted") throw malformed("it promises nothing");
  });
  const opened = parts.map((part, index) => openPart(part, runs[index] ?? [], trusted));
  return outcomes.map((outcome, index) => {
    if (outcome.status === "refused") return { status: "refused", code: outcome.code };
    const [part, digest] = [parts[outcome.part], digests[index]];
    if (part === undefined || digest === undefined) throw malformed("an outcome is of no part that there is");
    const { logId, promised } = part;
    const range = opened[outcome.part];
    const promise = promised && range && { ...promised, proofOf: range.proofOf };
    return { status: "stored", logId, sequence: outcome.sequence, digest, promise };
  });
}

/** The proof of the records of a part, with indices from the beginning of their group. */
function openPart(
  { logId, firstSequence, promised, siblings }: AcknowledgedPart,
  run: readonly (Uint8Array | undefined)[],
  trusted: RecordPlace & { readonly promisers?: readonly Address[] | undefined },
): OpenedRange | undefined {
  if (promised === undefined) return undefined;
  const { promise, signature } = promised;
  const digests = new Uint8Array(32 * run.length);
  run.forEach((digest, index) => {
    if (digest === undefined) throw malformed("a part has records that were not sent");
    digests.set(digest, 32 * index);
  });
  const leaves = computeLeaves(logId, firstSequence, digests);
  const range = openRange(leaves, siblings, firstSequence - promise.firstSequence, promise.count);
  // DEFENCE: acknowledged-run
  if (range === undefined || compareBytes(range.root, promise.groupRoot) !== 0)
    throw malformed("its promise is of other records");
  const signer = recoverAccount(promiseDigest(trusted, promise), signature);
  if (signer === undefined) throw notPromised("no account signed it", undefined);
  const promisedBy = parseAddress(toHex(signer));
  // DEFENCE: acknowledged-by-a-batcher
  if (trusted.promisers?.every((each) => parseAddress(each) !== promisedBy)) throw notPromised(promisedBy, promisedBy);
  return range;
}

function malformed(why: string): QuorateError {
  return new QuorateError({
    code: "ACKNOWLEDGEMENTS_MALFORMED",
    summary: `The batcher's answer does not fit the records that were sent: ${why}.`,
    remedy: "Do not count on it: submit the same bytes again, and tell the batcher's operator.",
    facts: { why },
  });
}
