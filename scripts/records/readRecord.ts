import type { Bytes32, Client } from "#sdk";
import { type OpenReturnType, open } from "#sdk/node";
import type { BatchReceipt } from "#sdk/receipts";
import { type RecordField, streamBytes, writeMessage } from "#sdk/records";

import { toJson } from "../terminal/toJson.ts";
import { explainRejection } from "./explainRejection.ts";
import type { Member } from "./openMember.ts";
import { writePlaintext } from "./writePlaintext.ts";

const TEMPLATE_PATH = "#template";

/** Which record, what opens it, and where what it says is written. */
export interface ReadRecordParameters extends Member {
  readonly recordId: Bytes32;
  readonly grantedSlots?: readonly Uint8Array[];
  /** The record's receipt, where it is in a batch and was not promoted. */
  readonly batchReceipt?: BatchReceipt | undefined;
  readonly signal: AbortSignal;
  /** A new file for the message or the document; nothing is written without it. */
  readonly out?: string | null;
}

/** A record that was opened, checked and read to its end. */
export interface ReadRecord {
  readonly opened: OpenReturnType;
  /** The fields but for what stands around the values of a message. */
  readonly fields: readonly RecordField[];
  /** How many bytes message or document have; null where the record has fields alone. */
  readonly bytes: number | null;
}

/**
 * Opens a record and reads it to its end: a message is put together again, a document is compared with what the record commits to.
 *
 * @throws QuorateError as `open`; DOCUMENT_ALTERED, MESSAGE_MALFORMED, FILE_EXISTS, FILE_UNWRITABLE
 */
export async function readRecord(client: Client, parameters: ReadRecordParameters): Promise<ReadRecord> {
  const { out = null, recordId, ...asked } = parameters;
  try {
    const opened = await open(client, { ...asked, recordId });
    const { document } = opened;
    const isMessage = opened.fields.at(-1)?.path === TEMPLATE_PATH;
    const message = isMessage ? writeMessage(opened.fields, opened.head.header.schemaId) : null;
    const fields = isMessage ? opened.fields.slice(0, -1) : opened.fields;
    const source = document ?? (message === null ? null : streamBytes(message));
    if (source === null && out !== null) await writePlaintext(out, streamBytes(toText(fields)));
    const bytes = source === null ? null : await (out === null ? count(source) : writePlaintext(out, source));
    return { opened, fields, bytes };
  } catch (error) {
    throw explainRejection(error, recordId);
  }
}

/** A field's value as people read it. */
export function formatValue(field: RecordField): string {
  return field.type === "bytes" ? `0x${Buffer.from(field.value).toString("hex")}` : String(field.value);
}

function toText(fields: readonly RecordField[]): Uint8Array {
  return Buffer.from(`${toJson(fields.map((field) => ({ ...field, value: formatValue(field) })))}\n`);
}

async function count(source: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const piece of source) bytes += piece.length;
  return bytes;
}
