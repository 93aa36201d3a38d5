import { type PackedCallItem, type PackedRecord, packRecord } from "#sdk/receipts";

import { measureRecord } from "../records.ts";
import type { ProblemCode } from "../stages/refusals.ts";
import { JsonFault, type JsonObject, type JsonValue, parseStrictJson } from "./parseStrictJson.ts";
import { findSchemaFault } from "./schema.ts";
import { recordsShape } from "./shapes.ts";

/** What is wrong with a body, and where. */
export interface BodyFault {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly pointer?: string;
}

const ACCOUNT_BYTES = 20;
const PARITY_BIT = 0x80;

/** The packed records of a body in JSON, one after another; or what is wrong with it. */
export function readJsonRecords(body: Uint8Array): Uint8Array | BodyFault {
  const text = decode(body);
  if (text === undefined) return { code: "body-malformed", detail: "The body is no UTF-8." };
  try {
    return toPacked(parseStrictJson(text));
  } catch (error) {
    if (error instanceof JsonFault) return { code: error.code, detail: error.message };
    throw error;
  }
}

function toPacked(value: JsonValue): Uint8Array | BodyFault {
  const fault = findSchemaFault(recordsShape, value);
  if (fault !== undefined) return fault;
  const packed: Uint8Array[] = [];
  for (const [index, record] of listOf(fieldsOf(value).records).entries()) {
    const pointer = `/records/${index}`;
    if (typeof record === "string") {
      const bytes = bytesOf(record);
      if (measureRecord(bytes, 0) !== bytes.length)
        return { code: "record-malformed", pointer, detail: "The bytes are not one packed record." };
      packed.push(bytes);
    } else {
      const fields = fieldsOf(record);
      const signer = bytesOf(fields.signer);
      if (signer.length !== ACCOUNT_BYTES)
        return { code: "signer-unsupported", pointer: `${pointer}/signer`, detail: "The signer is no account." };
      const nonce = toNonce(fields.nonce, fields.kind === "registration" ? 32 : 8);
      if (nonce === undefined)
        return { code: "field-malformed", pointer: `${pointer}/nonce`, detail: "The nonce is too large." };
      packed.push(packRecord(toRecord(fields, signer, nonce)));
    }
  }
  return Uint8Array.from(Buffer.concat(packed));
}

function toRecord(fields: JsonObject, signer: Uint8Array, nonce: Uint8Array): PackedRecord {
  const head = {
    seat: numberOf(fields.seat),
    deadline: numberOf(fields.deadline),
    signer,
    nonce,
    signature: toWholeSignature(bytesOf(fields.signature)),
  };
  switch (fields.kind) {
    case "call":
      return { kind: "call", ...head, ...toCall(fields) };
    case "bundle":
      return { kind: "bundle", ...head, digests: Uint8Array.from(Buffer.concat(listOf(fields.digests).map(bytesOf))) };
    case "callBundle":
      return { kind: "callBundle", ...head, calls: listOf(fields.calls).map((each) => toCall(fieldsOf(each))) };
    default:
      return {
        kind: "registration",
        ...head,
        group: numberOf(fields.group),
        epoch: numberOf(fields.epoch),
        suite: numberOf(fields.suite),
        contentRoot: bytesOf(fields.contentRoot),
        bodyHash: bytesOf(fields.bodyHash),
        previous: bytesOf(fields.previous),
      };
  }
}

function toCall(fields: JsonObject): PackedCallItem {
  return { target: bytesOf(fields.target), gas: numberOf(fields.gas), data: bytesOf(fields.data) };
}

/** 64 bytes (EIP-2098) with their parity as a byte of its own. */
function toWholeSignature(signature: Uint8Array): Uint8Array {
  if (signature.length !== 64) return signature;
  const whole = new Uint8Array(65);
  whole.set(signature);
  const top = signature[32] ?? 0;
  whole[32] = top & ~PARITY_BIT;
  whole[64] = 27 + (top >> 7);
  return whole;
}

function toNonce(written: JsonValue | undefined, bytes: number): Uint8Array | undefined {
  const digits = BigInt(typeof written === "string" ? written : 0).toString(16);
  return digits.length > bytes * 2 ? undefined : bytesOf(`0x${digits.padStart(bytes * 2, "0")}`);
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === "number" ? value : 0;
}

function bytesOf(value: JsonValue | undefined): Uint8Array {
  return Uint8Array.from(Buffer.from(typeof value === "string" ? value.slice(2) : "", "hex"));
}
