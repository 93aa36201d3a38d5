import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

import { QuorateError } from "../../errors/QuorateError.ts";
import type { EncodedField, RecordField } from "../../types/RecordField.ts";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const MAX_PATH_BYTES = 512;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/**
 * A field in the only encoding that its value has.
 *
 * @throws QuorateError FIELD_MALFORMED
 * @example
 * ```ts
 * const field: EncodedField = encodeField({ path: "Amt", type: "decimal", value: "1250.00" });
 * ```
 */
export function encodeField(field: RecordField): EncodedField {
  return checkField({ path: field.path, type: field.type, value: encodeValue(field) });
}

/**
 * The field that an encoding stands for; a document's is its manifest and stays bytes.
 *
 * @throws QuorateError FIELD_MALFORMED
 * @example
 * ```ts
 * const field: RecordField = decodeField({ path: "Amt", type: "decimal", value });
 * ```
 */
export function decodeField(encoded: EncodedField): RecordField {
  const { path, type, value } = checkField(encoded);
  switch (type) {
    case "integer":
      return { path, type, value: BigInt.asIntN(256, BigInt(`0x${bytesToHex(value)}`)) };
    case "boolean":
      return { path, type, value: value[0] === 1 };
    case "bytes":
    case "document":
      return { path, type: "bytes", value };
    default:
      return { path, type, value: readText(value) ?? "" };
  }
}

/** A field whose path and value are written the one way they can be. @throws QuorateError FIELD_MALFORMED */
export function checkField(field: EncodedField): EncodedField {
  const pathFault = findPathFault(field.path);
  if (pathFault !== null) throw malformed(field.path, pathFault);
  const valueFault = findValueFault(field);
  if (valueFault !== null) throw malformed(field.path, valueFault);
  return field;
}

function encodeValue(field: RecordField): Uint8Array {
  switch (field.type) {
    case "bytes":
      return field.value;
    case "boolean":
      return Uint8Array.of(field.value ? 1 : 0);
    case "integer":
      if (field.value !== BigInt.asIntN(256, field.value)) throw malformed(field.path, "its number exceeds 256 bits");
      return hexToBytes(BigInt.asUintN(256, field.value).toString(16).padStart(64, "0"));
    default:
      if (!field.value.isWellFormed()) throw malformed(field.path, "its text is not well-formed");
      return utf8ToBytes(field.value);
  }
}

function findPathFault(path: string): string | null {
  if (path === "" || !path.isWellFormed()) return "its path is empty or not well-formed";
  if (utf8ToBytes(path).length > MAX_PATH_BYTES) return `its path has more than ${MAX_PATH_BYTES} bytes`;
  return /\p{Cc}/u.test(path) ? "its path holds a control character" : null;
}

function findValueFault({ type, value }: EncodedField): string | null {
  switch (type) {
    case "bytes":
      return null;
    case "integer":
      return value.length === 32 ? null : "its number is not 32 bytes long";
    case "boolean":
      return value.length === 1 && (value[0] ?? 2) < 2 ? null : "it is neither 0 nor 1";
    case "document":
      return value.length % 32 === 8 ? null : "its manifest is not a length and digests";
    default:
      return findTextFault(type, readText(value));
  }
}

function findTextFault(type: "text" | "decimal" | "date" | "instant", text: string | null): string | null {
  if (text === null) return "its text is not UTF-8";
  if (type === "decimal" && !DECIMAL.test(text)) return "it is no number as people write it";
  if (type === "date" && !isDay(text)) return "it is no day as ISO 8601 writes it";
  if (type === "instant" && !isDay(INSTANT.exec(text)?.[1] ?? "")) return "it is no moment as ISO 8601 writes it";
  return null;
}

function isDay(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const moment = new Date(Date.UTC(2000, month - 1, day));
  moment.setUTCFullYear(year, month - 1, day);
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
}

function readText(value: Uint8Array): string | null {
  try {
    return UTF8.decode(value);
  } catch {
    return null;
  }
}

function malformed(path: string, fault: string): QuorateError {
  const shown = path.toWellFormed().slice(0, 80);
  return new QuorateError({
    code: "FIELD_MALFORMED",
    summary: `The field ${JSON.stringify(shown)} is not written as it must be: ${fault}.`,
    remedy: "Write the value as its type asks, or give it the type text.",
    facts: { path: shown, fault },
  });
}
