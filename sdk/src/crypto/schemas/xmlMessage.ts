import { utf8ToBytes } from "@noble/hashes/utils.js";

import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { encodeField } from "../commitment/encodeField.ts";
import { toBytes32 } from "../commitment/toBytes32.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { listXmlTags } from "./listXmlTags.ts";
import { splitXml, type XmlLeaf } from "./splitXml.ts";

/** Where the text around all values stands. No element has such a name. */
const TEMPLATE_PATH = "#template";
/** What no XML document holds stands where a value was. */
const GAP = "\u0000";
const NAMESPACE = /\sxmlns\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/** A message in fields that can be disclosed one by one. */
export interface MessageFields {
  /** The message type, as in "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03". */
  readonly namespace: string;
  /** What a record with these fields names as its schema. */
  readonly schemaId: Bytes32;
  /** Every value in the order of the message, and at the end what stands around them. */
  readonly fields: readonly RecordField[];
}

/**
 * The schema id of an XML message type.
 *
 * @example
 * ```ts
 * const schemaId: Bytes32 = computeSchemaId("urn:iso:std:iso:20022:tech:xsd:pain.001.001.03");
 * ```
 */
export function computeSchemaId(namespace: string): Bytes32 {
  return toBytes32(keccak256(utf8ToBytes(`quorate/v1/xml ${namespace}`)));
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
  const text = decode(message);
  if (text.includes(GAP)) throw malformed("it holds a zero byte");
  const { leaves, pieces } = split(text);
  const [root] = listXmlTags(text);
  const [, double, single] = NAMESPACE.exec(root?.attributes ?? "") ?? [];
  const namespace = double ?? single;
  if (namespace === undefined) throw malformed("its root names no namespace");
  const fields = leaves.map(toField);
  fields.push({ path: TEMPLATE_PATH, type: "text", value: pieces.join(GAP) });
  return { namespace, schemaId: computeSchemaId(namespace), fields };
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
  const template = fields.at(-1);
  if (template?.path !== TEMPLATE_PATH || template.type !== "text")
    throw malformed("its fields end without a template");
  const pieces = template.value.split(GAP);
  const values = fields.slice(0, -1).map(toText);
  if (pieces.length !== values.length + 1) throw malformed("its template has room for more or fewer values");
  const text = pieces.map((piece, index) => piece + (values[index] ?? "")).join("");
  const message = new TextEncoder().encode(text);
  const again = readXmlMessage(message);
  const isSame =
    again.schemaId === schemaId &&
    again.fields.length === fields.length &&
    again.fields.every((field, index) => isEqual(field, fields[index]));
  if (!isSame) throw malformed("a value stands elsewhere, or under another type, than its message says");
  return message;
}

function toField({ path, value }: XmlLeaf): RecordField {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\[\d+\]$/, "");
  const typed = /(?:Amt|Sum|Rate)$/.test(name)
    ? ({ path, type: "decimal", value } as const)
    : /DtTm$/.test(name)
      ? ({ path, type: "instant", value } as const)
      : /Dt$/.test(name)
        ? ({ path, type: "date", value } as const)
        : /^NbOf/.test(name) && /^(?:0|[1-9]\d{0,30})$/.test(value)
          ? ({ path, type: "integer", value: BigInt(value) } as const)
          : /Ind$/.test(name) && /^(?:true|false)$/.test(value)
            ? ({ path, type: "boolean", value: value === "true" } as const)
            : null;
  return typed !== null && fits(typed) ? typed : { path, type: "text", value };
}

function fits(field: RecordField): boolean {
  try {
    encodeField(field);
    return true;
  } catch {
    // Written in another way than its type asks; a text may be anything.
    return false;
  }
}

function toText(field: RecordField): string {
  if (field.type === "bytes") throw malformed("a field of it is bytes");
  return String(field.value);
}

function isEqual(a: RecordField, b: RecordField | undefined): boolean {
  return b !== undefined && a.path === b.path && a.type === b.type && a.value === b.value;
}

function decode(message: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(message);
  } catch (cause) {
    throw malformed("it is not UTF-8", cause);
  }
}

function split(text: string): ReturnType<typeof splitXml> {
  try {
    return splitXml(text);
  } catch (cause) {
    throw malformed("it is not well-formed", cause);
  }
}

function malformed(fault: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "MESSAGE_MALFORMED",
    summary: `This is no XML message that maps to fields and back: ${fault}.`,
    remedy: "Seal it as the record's document, which may be any bytes, or ask its sender for the message.",
    facts: { fault },
    ...(cause === undefined ? {} : { cause }),
  });
}
