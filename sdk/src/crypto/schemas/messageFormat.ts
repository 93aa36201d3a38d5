import { utf8ToBytes } from "@noble/hashes/utils.js";

import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { RecordField } from "../../types/RecordField.ts";
import { encodeField } from "../commitment/encodeField.ts";
import { toBytes32 } from "../commitment/toBytes32.ts";
import { keccak256 } from "../hashing/keccak.ts";

/** Where the text around all values stands. No element and no member has such a path. */
const TEMPLATE_PATH = "#template";
/** What no message holds stands where a value was. */
const GAP = "\u0000";

/** A message in fields that can be disclosed one by one. */
export interface MessageFields {
  /** The message type, as in "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03". */
  readonly namespace: string;
  /** What a record with these fields names as its schema. */
  readonly schemaId: Bytes32;
  /** Every value in the order of the message, and at the end what stands around them. */
  readonly fields: readonly RecordField[];
}

/** One value of a message as it is written there. */
export interface MessageLeaf {
  readonly path: string;
  readonly value: string;
}

/** A message apart: its values, and what stands around them. */
export interface SplitMessage {
  readonly leaves: readonly MessageLeaf[];
  /** One more than there are leaves: what stands before each, and after the last. */
  readonly pieces: readonly string[];
}

/** A way to write messages: XML, JSON. */
export interface MessageFormat<Leaf extends MessageLeaf = MessageLeaf> {
  readonly name: "xml" | "json";
  /** @throws SyntaxError where it is not well-formed */
  readonly split: (text: string) => { readonly leaves: readonly Leaf[]; readonly pieces: readonly string[] };
  /** The message type, which the message itself names. */
  readonly namespaceOf: (text: string) => string | undefined;
  /** The field that a value would be by its type; it is a text where it does not fit. */
  readonly typeOf: (leaf: Leaf) => RecordField | null;
}

/** The schema id of a message type. */
export function hashSchema(format: MessageFormat["name"], namespace: string): Bytes32 {
  return toBytes32(keccak256(utf8ToBytes(`quorate/v1/${format} ${namespace}`)));
}

/** The fields of a message. @throws QuorateError MESSAGE_MALFORMED */
export function readBy<Leaf extends MessageLeaf>(format: MessageFormat<Leaf>, message: Uint8Array): MessageFields {
  const text = decode(message);
  if (text.includes(GAP)) throw malformed("it holds a zero byte");
  const { leaves, pieces } = split(format, text);
  const namespace = format.namespaceOf(text);
  if (namespace === undefined) throw malformed("it does not name its type");
  const fields = leaves.map((leaf): RecordField => {
    const typed = format.typeOf(leaf);
    return typed !== null && fits(typed) ? typed : { path: leaf.path, type: "text", value: leaf.value };
  });
  fields.push({ path: TEMPLATE_PATH, type: "text", value: pieces.join(GAP) });
  return { namespace, schemaId: hashSchema(format.name, namespace), fields };
}

/** The message that fields stand for, byte for byte. @throws QuorateError MESSAGE_MALFORMED */
export function writeBy<Leaf extends MessageLeaf>(
  format: MessageFormat<Leaf>,
  fields: readonly RecordField[],
  schemaId: Bytes32,
): Bytes {
  const template = fields.at(-1);
  if (template?.path !== TEMPLATE_PATH || template.type !== "text")
    throw malformed("its fields end without a template");
  const pieces = template.value.split(GAP);
  const values = fields.slice(0, -1).map(toText);
  if (pieces.length !== values.length + 1) throw malformed("its template has room for more or fewer values");
  const text = pieces.map((piece, index) => piece + (values[index] ?? "")).join("");
  const message = new TextEncoder().encode(text);
  const again = readBy(format, message);
  const isSame =
    again.schemaId === schemaId &&
    again.fields.length === fields.length &&
    again.fields.every((field, index) => isEqual(field, fields[index]));
  if (!isSame) throw malformed("a value stands elsewhere, or under another type, than its message says");
  return message;
}

/** Cuts a text at the places of its values. */
export function cutText<Place extends { readonly path: string; readonly start: number; readonly end: number }>(
  text: string,
  places: readonly Place[],
): { readonly leaves: readonly (Place & MessageLeaf)[]; readonly pieces: readonly string[] } {
  const pieces: string[] = [];
  let offset = 0;
  const sorted = places.toSorted((a, b) => a.start - b.start);
  for (const { start, end } of sorted) {
    pieces.push(text.slice(offset, start));
    offset = end;
  }
  const leaves = sorted.map((place) => ({ ...place, value: text.slice(place.start, place.end) }));
  return { leaves, pieces: [...pieces, text.slice(offset)] };
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

function split<Leaf extends MessageLeaf>(
  format: MessageFormat<Leaf>,
  text: string,
): ReturnType<MessageFormat<Leaf>["split"]> {
  try {
    return format.split(text);
  } catch (cause) {
    throw malformed("it is not well-formed", cause);
  }
}

function malformed(fault: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "MESSAGE_MALFORMED",
    summary: `This is no message that maps to fields and back: ${fault}.`,
    remedy: "Seal it as the record's document, which may be any bytes, or ask its sender for the message.",
    facts: { fault },
    ...(cause === undefined ? {} : { cause }),
  });
}
