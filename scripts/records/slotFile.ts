import { type Bytes32, parseBytes32, parseHex } from "#sdk";

import { writeNewFile } from "../drafts/writeDraft.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readHex } from "../founding/readHex.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import { toJson } from "../terminal/toJson.ts";

/** A slot that was made for a reader after the record was sealed. It opens with the reader's key alone, so it may travel openly. */
export interface SlotFile {
  readonly recordId: Bytes32;
  readonly keyId: Bytes32;
  readonly slotHash: Bytes32;
  readonly slot: Uint8Array;
}

/** Writes a slot into a new file. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeSlotFile(path: string, { slot, ...named }: SlotFile): Promise<void> {
  const text = { format: "quorate.slot", version: 1, ...named, slot: `0x${Buffer.from(slot).toString("hex")}` };
  await writeNewFile(path, `${toJson(text)}\n`);
}

/** Reads a slot's file. @throws QuorateError FILE_UNREADABLE, RECORD_FILE_MALFORMED */
export async function readSlotFile(path: string): Promise<SlotFile> {
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "RECORD_FILE_MALFORMED",
    read: (root) => {
      root.checkFields(["format", "version", "recordId", "keyId", "slotHash", "slot"]);
      root.field("format").word(["quorate.slot"]);
      root.field("version").integer({ min: 1, max: 1 });
      const word = (name: string): Bytes32 => readHex(root.field(name), parseBytes32, `0x${"00".repeat(32)}`);
      const slot = readHex(root.field("slot"), parseHex, "0x");
      const named = { recordId: word("recordId"), keyId: word("keyId"), slotHash: word("slotHash") };
      return { ...named, slot: new Uint8Array(Buffer.from(slot.slice(2), "hex")) };
    },
  });
}
