import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { listXmlTags } from "./listXmlTags.ts";
import {
  hashSchema,
  type MessageFields,
  type MessageFormat,
  type MessageLeaf,
  readBy,
  writeBy,
} from "./messageFormat.ts";
import { splitXml } from "./splitXml.ts";

const NAMESPACE = /\sxmlns\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/** XML messages, such as those of ISO 20022, whose root names its namespace. */
const xmlFormat: MessageFormat = { name: "xml", split: splitXml, namespaceOf, typeOf };

/**
 * The schema id of an XML message type.
 *
 * @example
 * ```ts
 * const schemaId: Bytes32 = computeSchemaId("urn:iso:std:iso:20022:tech:xsd:pain.001.001.03");
 * ```
 */
export function computeSchemaId(namespace: string): Bytes32 {
  return hashSchema(xmlFormat.name, namespace);
}

/**
 * The fields of an XML message, such as one of ISO 20022: amounts, dates, numbers and indicators with their types. `writeXmlMessage`
 * makes the same bytes of them. Values stay as they are written, with their entities.
 *
 * @throws QuorateError MESSAGE_MALFORMED, FIELD_MALFORMED
 * @example
 * ```ts
 * const { schemaId, fields }: MessageFields = readXmlMessage(message);
 * ```
 */
export function readXmlMessage(message: Uint8Array): MessageFields {
  return readBy(xmlFormat, message);
}

/**
 * The message that fields stand for, byte for byte. Fields that no message gives are refused: a value stands where its path says.
 *
 * @throws QuorateError MESSAGE_MALFORMED
 * @example
 * ```ts
 * const message: Uint8Array = writeXmlMessage(opened.fields, opened.head.header.schemaId);
 * ```
 */
export function writeXmlMessage(fields: readonly RecordField[], schemaId: Bytes32): Bytes {
  return writeBy(xmlFormat, fields, schemaId);
}

function namespaceOf(text: string): string | undefined {
  const [root] = listXmlTags(text);
  const [, double, single] = NAMESPACE.exec(root?.attributes ?? "") ?? [];
  return double ?? single;
}

function typeOf({ path, value }: MessageLeaf): RecordField | null {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\[\d+\]$/, "");
  if (/(?:Amt|Sum|Rate)$/.test(name)) return { path, type: "decimal", value };
  if (/DtTm$/.test(name)) return { path, type: "instant", value };
  if (/Dt$/.test(name)) return { path, type: "date", value };
  if (/^NbOf/.test(name) && /^(?:0|[1-9]\d{0,30})$/.test(value)) return { path, type: "integer", value: BigInt(value) };
  if (/Ind$/.test(name) && /^(?:true|false)$/.test(value)) return { path, type: "boolean", value: value === "true" };
  return null;
}
