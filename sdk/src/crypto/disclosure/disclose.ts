import type { OpenedRecord } from "../openRecord.ts";
import type { Disclosure } from "./Disclosure.ts";
import { discloseFields } from "./discloseFields.ts";

/**
 * Opens some fields of a record that its reader opened, for whoever gets the result. It shows nothing of the other fields but the power of two
 * that their number is below, and it cannot be taken back.
 *
 * @throws QuorateError DISCLOSURE_MALFORMED for a path that the record lacks, or none
 * @example
 * ```ts
 * const disclosure: Disclosure = disclose(opened, ["Document/CstmrCdtTrfInitn/GrpHdr/CtrlSum"]);
 * ```
 */
export function disclose(
  { head, content }: Pick<OpenedRecord, "head" | "content">,
  paths: readonly string[],
): Disclosure {
  const { fields, saltSeed } = content;
  return discloseFields({ recordContext: head.header.recordContext, fields, saltSeed, paths });
}
