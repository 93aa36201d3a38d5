import { QuorateError } from "../../errors/QuorateError.ts";
import { fieldTypeOf, fieldTypes } from "../../types/FieldType.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { EncodedField } from "../../types/RecordField.ts";
import { checkField } from "../commitment/encodeField.ts";
import { fromHex, toBytes32 } from "../commitment/toBytes32.ts";
import { decodeManifest, type Manifest } from "../stream/manifest.ts";
import { decodeCbor, encodeCbor, readBytes, readList, readMap, readText, splitBytes } from "./cbor.ts";
import { countSlots } from "./countSlots.ts";

/** How much of a content may stand outside of its document. */
export const MAX_CONTENT_BYTES = 16_777_216;
const NOBODY: string = `0x${"00".repeat(32)}`;
const KEYS = ["saltSeed", "slotSeed", "recipients", "fields", "memo", "epochSecret"] as const;

/** What the parties of a record read, but for the bytes of its document. */
export interface RecordContent {
  /** What the salts of all fields derive from. Whoever has it can open every field. */
  readonly saltSeed: Uint8Array;
  /** What all slots derive from. */
  readonly slotSeed: Uint8Array;
  /** The ids of the keys that have a slot, ascending. */
  readonly recipients: readonly Bytes32[];
  readonly fields: readonly EncodedField[];
  /** A remark that nothing commits to. */
  readonly memo: string;
  /** The secret of a new epoch, in the first record of it; null in all others. */
  readonly epochSecret: Uint8Array | null;
}

/** A content in the one encoding that it has. */
export function encodeContent(content: RecordContent): Uint8Array {
  return encodeCbor({
    saltSeed: content.saltSeed,
    slotSeed: content.slotSeed,
    recipients: padRecipients(content.recipients),
    fields: content.fields.map(({ path, type, value }) => [path, fieldTypes[type], value]),
    memo: content.memo,
    epochSecret: content.epochSecret,
  });
}

/** The content that bytes stand for. @throws QuorateError CONTENT_MALFORMED */
export function decodeContent(bytes: Uint8Array): RecordContent {
  try {
    const fields = readMap(decodeCbor(bytes), KEYS);
    const epochSecret = fields.get("epochSecret");
    const recipients = readRecipients(splitBytes(readBytes(fields.get("recipients")), 32));
    const content = {
      saltSeed: readBytes(fields.get("saltSeed"), 32),
      slotSeed: readBytes(fields.get("slotSeed"), 32),
      recipients,
      fields: readList(fields.get("fields")).map(readField),
      memo: readText(fields.get("memo")),
      epochSecret: epochSecret === null ? null : readBytes(epochSecret, 32),
    };
    findDocument(content.fields);
    return content;
  } catch (cause) {
    throw malformedContent("its encoding is not the one that it must have", cause);
  }
}

/** The manifest of the record's document, or null where it has none. @throws QuorateError CONTENT_MALFORMED */
export function findDocument(fields: readonly EncodedField[]): Manifest | null {
  const [document, another] = fields.filter(({ type }) => type === "document");
  if (document === undefined) return null;
  const manifest = decodeManifest(document.value);
  if (manifest === undefined || another !== undefined) throw malformedContent("its document has no sound manifest");
  return manifest;
}

/** An error about a content that its sender laid out wrong. */
export function malformedContent(fault: string, cause?: unknown): QuorateError {
  return new QuorateError({
    code: "CONTENT_MALFORMED",
    summary: `What was decrypted is no record: ${fault}.`,
    remedy: "Reject the record: its sender sealed something else than the format allows.",
    facts: { fault },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** As many ids as there are slots, zeros for decoys, so that the length of a ciphertext does not count recipients. */
function padRecipients(recipients: readonly Bytes32[]): Uint8Array {
  const padded = new Uint8Array(32 * countSlots(recipients.length));
  for (const [place, keyId] of recipients.entries()) padded.set(fromHex(keyId), 32 * place);
  return padded;
}

function readRecipients(padded: readonly Uint8Array[]): readonly Bytes32[] {
  const ids = padded.map(toBytes32);
  const recipients = ids.filter((keyId) => keyId !== NOBODY);
  const isSound =
    recipients.length > 0 &&
    ids.length === countSlots(recipients.length) &&
    recipients.every((keyId, place) => keyId === ids[place] && keyId > (recipients[place - 1] ?? ""));
  if (!isSound) throw new TypeError("not the ids of an envelope's recipients");
  return recipients;
}

function readField(value: unknown): EncodedField {
  const [path, number, bytes, ...more] = readList(value);
  const type = fieldTypeOf(number);
  if (type === undefined || more.length > 0) throw new TypeError("not a field");
  return checkField({ path: readText(path), type, value: readBytes(bytes) });
}
