import type { MessageFields, RecordField } from "#sdk/records";

/** A payment message that a record carries. */
export interface Message extends MessageFields {
  readonly bytes: Uint8Array;
  /** Where it came from, as in "1-lantern-oil.pacs.008.xml". */
  readonly file: string;
  /** What is paid: the field that an auditor will ask for. */
  readonly amount: RecordField & { readonly type: "decimal" };
}
