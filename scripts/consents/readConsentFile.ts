import { type Client, type MemberConsent, parseHex, QuorateError } from "#sdk";

import type { JsonReader } from "../founding/JsonReader.ts";
import { parseJsonFile } from "../founding/parseJsonFile.ts";
import { readHex } from "../founding/readHex.ts";
import { readTextFile } from "../founding/readTextFile.ts";
import type { ConsentFile } from "./ConsentFile.ts";
import { readSubject } from "./readSubject.ts";

/** Reads a consent file that is for this chain. @throws QuorateError FILE_UNREADABLE, RECORD_FILE_MALFORMED, CHAIN_FOREIGN */
export async function readConsentFile(path: string, { chainId }: Pick<Client, "chainId">): Promise<ConsentFile> {
  const text = await readTextFile(path);
  const file = parseJsonFile(text, { file: path, refusal: "RECORD_FILE_MALFORMED", read: readFields });
  if (file.chainId === chainId) return file;
  throw new QuorateError({
    code: "CHAIN_FOREIGN",
    summary: `${path} is for chain ${file.chainId}, and the consortium lives on chain ${chainId}.`,
    remedy: "Make the file again for this consortium.",
    facts: { found: file.chainId, expected: chainId },
  });
}

function readFields(root: JsonReader): ConsentFile {
  root.checkFields(["format", "version", "chainId", "seat", "subject", "sentence", "consents"]);
  root.field("format").word(["quorate.consent"]);
  root.field("version").integer({ min: 1, max: 1 });
  return {
    chainId: root.field("chainId").wholeNumber({ min: 0n, max: 2n ** 64n - 1n }),
    seat: root.has("seat") ? readSeat(root.field("seat")) : null,
    subject: readSubject(root.field("subject")),
    consents: root.field("consents").items().map(readConsent),
  };
}

function readConsent(place: JsonReader): MemberConsent {
  place.checkFields(["seat", "deadline", "signer", "signature"]);
  return {
    seat: readSeat(place.field("seat")),
    deadline: place.field("deadline").wholeNumber({ min: 0n, max: 2n ** 48n - 1n }),
    signer: readHex(place.field("signer"), parseHex, "0x"),
    signature: readHex(place.field("signature"), parseHex, "0x"),
  };
}

function readSeat(place: JsonReader): bigint {
  return place.wholeNumber({ min: 0n, max: 511n });
}
