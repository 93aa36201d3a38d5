import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { readJsonMessage, writeJsonMessage } from "./jsonMessage.ts";
import type { MessageFields } from "./messageFormat.ts";
import { readXmlMessage, writeXmlMessage } from "./xmlMessage.ts";

const OPENS_XML = /^\ufeff?\s*</;

/**
 * The fields of a message, XML or JSON, whichever it is.
 *
 * @throws QuorateError MESSAGE_MALFORMED, FIELD_MALFORMED
 * @example
 * ```ts
 * const { schemaId, fields }: MessageFields = readMessage(message);
 * ```
 */
export function readMessage(message: Uint8Array): MessageFields {
  const begin = new TextDecoder("utf-8", { ignoreBOM: true }).decode(message.subarray(0, 1_024));
  return OPENS_XML.test(begin) ? readXmlMessage(message) : readJsonMessage(message);
}

/**
 * The message that fields stand for, XML or JSON, byte for byte.
 *
 * @throws QuorateError MESSAGE_MALFORMED
 * @example
 * ```ts
 * const message: Uint8Array = writeMessage(opened.fields, opened.head.header.schemaId);
 * ```
 */
export function writeMessage(fields: readonly RecordField[], schemaId: Bytes32): Bytes {
  try {
    return writeXmlMessage(fields, schemaId);
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    return writeJsonMessage(fields, schemaId);
  }
}
