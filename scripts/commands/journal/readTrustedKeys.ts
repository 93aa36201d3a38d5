import { type Hex, parseHex, QuorateError, type SeatKeys } from "#sdk";

import type { JsonReader } from "../../founding/JsonReader.ts";
import { parseJsonFile } from "../../founding/parseJsonFile.ts";

const SEATS = { min: 0n, max: 2n ** 16n - 1n };
const KEYS = { min: 1n, max: 2n ** 8n };

/**
 * Reads the keys for which whoever verifies a journal vouches: `[{ "seat": 3, "ballotsNeeded": 2, "signers": ["0x...", "0x..."] }]`,
 * each signer an account's 20 bytes or a verifier's address and the key behind it.
 *
 * @throws QuorateError KEYS_REFUSED, whose `faults` carry `facts.path`, a summary and a remedy each
 */
export function readTrustedKeys(text: string, file: string): readonly SeatKeys[] {
  return parseJsonFile(text, { file, refusal: "KEYS_REFUSED", read: (root) => root.items().map(readSeat) });
}

function readSeat(place: JsonReader): SeatKeys {
  place.checkFields(["$comment", "seat", "ballotsNeeded", "signers"]);
  return {
    seat: place.field("seat").wholeNumber(SEATS),
    ballotsNeeded: place.field("ballotsNeeded").wholeNumber(KEYS),
    signers: place.field("signers").items().map(readSigner),
  };
}

function readSigner(place: JsonReader): Hex {
  try {
    const signer = parseHex(place.text());
    if (signer.length >= 42) return signer;
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
  }
  place.refuse({
    code: "JSON_BAD_VALUE",
    summary: "this is neither an account nor the key of a verifier",
    remedy: "Write 0x and the 40 hexadecimal digits of an account, or of a verifier with those of the key behind them.",
  });
  return parseHex("0x");
}
