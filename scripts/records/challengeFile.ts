import { type Bytes32, parseBytes32, parseHex } from "#sdk";

import { writeNewFile } from "../drafts/writeDraft.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readHex } from "../founding/readHex.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import { toJson } from "../terminal/toJson.ts";

/** A question that only the owner of a key can answer; nobody else learns anything from it. */
export interface ChallengeFile {
  readonly keyId: Bytes32;
  readonly challenger: bigint;
  readonly challenge: Uint8Array;
}

/** Writes a challenge into a new file. @throws QuorateError FILE_EXISTS, FILE_UNWRITABLE */
export async function writeChallengeFile(path: string, { challenge, ...named }: ChallengeFile): Promise<void> {
  const sealed = `0x${Buffer.from(challenge).toString("hex")}`;
  await writeNewFile(path, `${toJson({ format: "quorate.challenge", version: 1, ...named, challenge: sealed })}\n`);
}

/** Reads a challenge. @throws QuorateError FILE_UNREADABLE, RECORD_FILE_MALFORMED */
export async function readChallengeFile(path: string): Promise<ChallengeFile> {
  return parseJsonFile(await readTextFile(path), {
    file: path,
    refusal: "RECORD_FILE_MALFORMED",
    read: (root) => {
      root.checkFields(["format", "version", "keyId", "challenger", "challenge"]);
      root.field("format").word(["quorate.challenge"]);
      root.field("version").integer({ min: 1, max: 1 });
      const challenge = readHex(root.field("challenge"), parseHex, "0x");
      return {
        keyId: readHex(root.field("keyId"), parseBytes32, `0x${"00".repeat(32)}`),
        challenger: root.field("challenger").wholeNumber({ min: 0n, max: 511n }),
        challenge: new Uint8Array(Buffer.from(challenge.slice(2), "hex")),
      };
    },
  });
}
