import { type Bytes32, parseBytes32, parseHex } from "#sdk";

import { writeNewFile } from "../drafts/writeDraft.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readHex } from "../founding/readHex.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import { toJson } from "../terminal/toJson.ts";

/** A record that its sender signed for a batch, in packed form, and its id. Whoever has it can submit it, as the sender wanted. */
export interface SignedRecordFile {
  readonly recordId: Bytes32;
  readonly record: Uint8Array;
}

/** Writes a signed record into a new file. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeSignedRecordFile(path: string, { recordId, record }: SignedRecordFile): Promise<void> {
  const packed = `0x${Buffer.from(record).toString("hex")}`;
  await writeNewFile(path, `${toJson({ format: "quorate.signedRecord", version: 1, recordId, record: packed })}\n`);
}

/** Reads a signed record. @throws QuorateError FILE_UNREADABLE, RECORD_FILE_MALFORMED */
export async function readSignedRecordFile(path: string): Promise<SignedRecordFile> {
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "RECORD_FILE_MALFORMED",
    read: (root) => {
      root.checkFields(["format", "version", "recordId", "record"]);
      root.field("format").word(["quorate.signedRecord"]);
      root.field("version").integer({ min: 1, max: 1 });
      const recordId = readHex(root.field("recordId"), parseBytes32, `0x${"00".repeat(32)}`);
      const record = readHex(root.field("record"), parseHex, "0x");
      return { recordId, record: Uint8Array.from(Buffer.from(record.slice(2), "hex")) };
    },
  });
}
