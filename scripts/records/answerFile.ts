import { type Bytes32, parseBytes32, parseHex } from "#sdk";
import { type SlotEvidence, streamBytes } from "#sdk/records";

import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readHex } from "../founding/readHex.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import { toJson } from "../terminal/toJson.ts";
import { writePlaintext } from "./writePlaintext.ts";

/** What a sender shows the panel of one slot. Whoever has it opens the record. */
export interface AnswerFile {
  readonly recordId: Bytes32;
  readonly rejecter: bigint;
  readonly evidence: SlotEvidence;
}

/** Writes an answer into a new file that only its owner may open. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeAnswerFile(path: string, { recordId, rejecter, evidence }: AnswerFile): Promise<void> {
  const { slot, ephemeral } = evidence;
  const seed = `0x${Buffer.from(ephemeral).toString("hex")}`;
  const text = { format: "quorate.answer", version: 1, recordId, rejecter, slot, ephemeral: seed };
  await writePlaintext(path, streamBytes(Buffer.from(`${toJson(text)}\n`)));
}

/** Reads an answer. @throws QuorateError FILE_UNREADABLE, RECORD_FILE_MALFORMED */
export async function readAnswerFile(path: string): Promise<AnswerFile> {
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "RECORD_FILE_MALFORMED",
    read: (root) => {
      root.checkFields(["format", "version", "recordId", "rejecter", "slot", "ephemeral"]);
      root.field("format").word(["quorate.answer"]);
      root.field("version").integer({ min: 1, max: 1 });
      const ephemeral = readHex(root.field("ephemeral"), parseHex, "0x");
      return {
        recordId: readHex(root.field("recordId"), parseBytes32, `0x${"00".repeat(32)}`),
        rejecter: root.field("rejecter").wholeNumber({ min: 0n, max: 511n }),
        evidence: {
          slot: root.field("slot").integer({ min: 0, max: 319 }),
          ephemeral: new Uint8Array(Buffer.from(ephemeral.slice(2), "hex")),
        },
      };
    },
  });
}
