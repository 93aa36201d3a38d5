import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { changeStore, type KeyStore } from "./vault.ts";

/** Which record is shredded. */
export interface ForgetRecordParameters extends WaitLimits {
  readonly recordId: Bytes32;
}

/**
 * Forgets everything that is kept for a record but that it was forgotten; the file is written anew and its old bytes are overwritten. The
 * decryption key still opens the envelope wherever somebody keeps that, so delete it from the stores too.
 *
 * @returns whether something was kept
 * @throws QuorateError HEX_MALFORMED, KEYSTORE_..., ABORTED
 * @example
 * ```ts
 * const wasKept: boolean = await forgetRecord(store, { recordId });
 * ```
 */
export async function forgetRecord(store: KeyStore, parameters: ForgetRecordParameters): Promise<boolean> {
  const recordId = parseBytes32(parameters.recordId);
  return changeStore(store, parameters, (content) => {
    // DEFENCE: forgets [!== recordId => !== undefined]
    const records = content.records.filter((each) => each.recordId !== recordId);
    const forgotten = content.forgotten.includes(recordId) ? content.forgotten : [...content.forgotten, recordId];
    return { content: { ...content, records, forgotten }, answer: records.length < content.records.length };
  });
}
