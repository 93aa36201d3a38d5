import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { type MessageFields, type MessageFormat, readBy, writeBy } from "./messageFormat.ts";
import { type JsonLeaf, splitJson } from "./splitJson.ts";

/** JSON messages; the member `$schema` of the root names their type, without which they are of no type in particular. */
const jsonFormat: MessageFormat<JsonLeaf> = { name: "json", split: splitJson, namespaceOf, typeOf };

/**
 * The fields of a JSON message by their JSON Pointers: whole numbers, decimals, truths, and of the texts those that are dates and moments with
 * their types. `writeJsonMessage` makes the same bytes of them. Texts stay as they are written, with their escapes.
 *
 * @throws QuorateError MESSAGE_MALFORMED, FIELD_MALFORMED
 * @example
 * ```ts
 * const { schemaId, fields }: MessageFields = readJsonMessage(message);
 * ```
 */
export function readJsonMessage(message: Uint8Array): MessageFields {
  return readBy(jsonFormat, message);
}

/**
 * The JSON message that fields stand for, byte for byte. Fields that no message gives are refused: a value stands where its path says.
 *
 * @throws QuorateError MESSAGE_MALFORMED
 * @example
 * ```ts
 * const message: Uint8Array = writeJsonMessage(opened.fields, opened.head.header.schemaId);
 * ```
 */
export function writeJsonMessage(fields: readonly RecordField[], schemaId: Bytes32): Bytes {
  return writeBy(jsonFormat, fields, schemaId);
}

function namespaceOf(text: string): string {
  const named = splitJson(text).leaves.find(({ path, kind }) => path === "/$schema" && kind === "string");
  return named?.value ?? "";
}

function typeOf({ path, value, kind }: JsonLeaf): RecordField | null {
  if (kind === "boolean") return { path, type: "boolean", value: value === "true" };
  if (kind === "number") {
    return /^(?:0|-?[1-9]\d{0,75})$/.test(value)
      ? { path, type: "integer", value: BigInt(value) }
      : { path, type: "decimal", value };
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return { path, type: "date", value };
  return /^\d{4}-\d\d-\d\dT/.test(value) ? { path, type: "instant", value } : null;
}
