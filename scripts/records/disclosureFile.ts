import { type Bytes32, parseBytes32, parseHex } from "#sdk";
import { type Disclosure, type FieldOpening, streamBytes } from "#sdk/records";

import type { JsonReader } from "../founding/JsonReader.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readHex } from "../founding/readHex.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import { toJson } from "../terminal/toJson.ts";
import { writePlaintext } from "./writePlaintext.ts";

const ZERO = `0x${"00".repeat(32)}`;

/** Some fields of a record, for somebody who is no party of it. */
export interface DisclosureFile {
  readonly recordId: Bytes32;
  readonly disclosure: Disclosure;
}

/** Writes a disclosure into a new file that only its owner may open. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeDisclosureFile(path: string, { recordId, disclosure }: DisclosureFile): Promise<void> {
  const text = toJson({ format: "quorate.disclosure", version: 1, recordId, ...disclosure });
  await writePlaintext(path, streamBytes(Buffer.from(`${text}\n`)));
}

/** Reads a disclosure. @throws QuorateError FILE_UNREADABLE, RECORD_FILE_MALFORMED */
export async function readDisclosureFile(path: string): Promise<DisclosureFile> {
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "RECORD_FILE_MALFORMED",
    read: (root) => {
      const fields = ["recordContext", "contentRoot", "openings", "proof", "flags"];
      root.checkFields(["format", "version", "recordId", ...fields]);
      root.field("format").word(["quorate.disclosure"]);
      root.field("version").integer({ min: 1, max: 1 });
      const disclosure = {
        recordContext: readWord(root.field("recordContext")),
        contentRoot: readWord(root.field("contentRoot")),
        openings: root.field("openings").items().map(readOpening),
        proof: root.field("proof").items().map(readWord),
        flags: root
          .field("flags")
          .items()
          .map((flag) => flag.truth()),
      };
      return { recordId: readWord(root.field("recordId")), disclosure };
    },
  });
}

function readOpening(place: JsonReader): FieldOpening {
  place.checkFields(["index", "path", "valueType", "salt", "value"]);
  return {
    index: place.field("index").integer({ min: 0, max: 2 ** 32 - 1 }),
    path: place.field("path").text(),
    valueType: place.field("valueType").integer({ min: 1, max: 255 }),
    salt: readWord(place.field("salt")),
    value: readHex(place.field("value"), parseHex, "0x"),
  };
}

function readWord(place: JsonReader): Bytes32 {
  return readHex(place, parseBytes32, ZERO);
}
