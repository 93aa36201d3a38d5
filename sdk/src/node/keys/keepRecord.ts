import { toBytes32 } from "../../crypto/commitment/toBytes32.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import type { KeptRecord, StoredContent } from "./storedContent.ts";
import { changeStore, type KeyStore } from "./vault.ts";

const MAX_TEXT_BYTES = 1_048_576;

/** What is kept for a record that was opened. */
export interface KeepRecordParameters extends WaitLimits {
  readonly recordId: Bytes32;
  /** The key that opening it gave. */
  readonly contentKey: Uint8Array;
  /** What was read of it, in whatever form its reader wants, up to 1 MiB. */
  readonly text?: Uint8Array | undefined;
}

/**
 * Keeps the key of a record and what was read of it, until `forgetRecord`. What was kept for it before is replaced.
 *
 * @throws QuorateError RECORD_FORGOTTEN, RECORD_TOO_LARGE, HEX_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * await keepRecord(store, { recordId, contentKey });
 * ```
 */
export async function keepRecord(store: KeyStore, parameters: KeepRecordParameters): Promise<void> {
  const { contentKey, text } = parameters;
  const recordId = parseBytes32(parameters.recordId);
  if ((text?.length ?? 0) > MAX_TEXT_BYTES) throw tooLarge();
  toBytes32(contentKey);
  const record = {
    recordId,
    contentKey: Uint8Array.from(contentKey),
    text: text === undefined ? null : Uint8Array.from(text),
  };
  await changeStore(store, parameters, (content) => ({ content: addRecord(content, record), answer: undefined }));
}

function addRecord(content: StoredContent, record: KeptRecord): StoredContent {
  const { recordId } = record;
  // DEFENCE: forgotten-for-good
  if (content.forgotten.includes(recordId)) {
    throw new QuorateError({
      code: "RECORD_FORGOTTEN",
      summary: `The record ${recordId} was shredded here.`,
      remedy: "Keep nothing of it; where it was shredded by mistake, ask another party for a copy under a new record.",
      facts: { recordId },
    });
  }
  return { ...content, records: [...content.records.filter((each) => each.recordId !== recordId), record] };
}

function tooLarge(): QuorateError {
  return new QuorateError({
    code: "RECORD_TOO_LARGE",
    summary: `What is to be kept of the record has more than ${MAX_TEXT_BYTES} bytes.`,
    remedy: "Keep the key alone, and read the envelope again.",
    facts: { part: "text", maxBytes: MAX_TEXT_BYTES },
  });
}
