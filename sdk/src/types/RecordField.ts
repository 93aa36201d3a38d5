import type { FieldType } from "./FieldType.ts";

/** One field of a record as people and programs see it; see {@link FieldType} for how each value is written. */
export type RecordField =
  | { readonly path: string; readonly type: "text" | "decimal" | "date" | "instant"; readonly value: string }
  | { readonly path: string; readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly path: string; readonly type: "integer"; readonly value: bigint }
  | { readonly path: string; readonly type: "boolean"; readonly value: boolean };

/** One field of a record as its commitment sees it: the value in the only encoding that it has. */
export interface EncodedField {
  /** Unique in its record, as in "CdtTrfTxInf/Amt". */
  readonly path: string;
  readonly type: FieldType;
  readonly value: Uint8Array;
}
