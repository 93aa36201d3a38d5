import { getAddress, isAddress } from "ethers";

import {
  type FoundingKeys,
  type HotKey,
  keyScopes,
  type MemberKeys,
  type PublicKey,
  verifiedKeyKinds,
} from "./FoundingKeys.ts";
import { type Hex, isHex } from "./Hex.ts";
import type { JsonReader } from "./JsonReader.ts";
import { parseJsonFile } from "./parseJsonFile.ts";
import { toHex } from "./toHex.ts";

/** What the registry takes: at most 1,024 bytes of signer, 20 of which are the verifier's address. */
const MAX_KEY_BYTES = 1_004;
/** The largest date that 40 bits can say means "no end". */
const MAX_EXPIRY = 2 ** 40 - 2;

/**
 * Reads the founding keys: `{ "organisations": { "<name>": { "cold": "0x...", "salt": "0x...", "hot": [ ... ] } } }`, each hot key
 * `{ "kind": "account", "key": "0x...", "scopes": ["vote", "propose"], "expiresAt": 1893456000 }`. `expiresAt` (unix seconds) may be
 * left out for no end. Whether keys are zero or stand twice is asked later, where it is known whose they are.
 *
 * @throws QuorateError KEYS_REFUSED, whose `faults` carry `facts.path`, a summary and a remedy each
 */
export function parseFoundingKeys(
  text: string,
  { file = "The file of founding keys" }: { readonly file?: string } = {},
): FoundingKeys {
  return parseJsonFile(text, {
    file,
    refusal: "KEYS_REFUSED",
    read: (root) => {
      root.checkFields(["$comment", "organisations"]);
      const entries = root.field("organisations").entries();
      return entries.map(([organisation, place]) => readMemberKeys(organisation, place));
    },
  });
}

function readMemberKeys(organisation: string, place: JsonReader): MemberKeys {
  place.checkFields(["$comment", "cold", "hot", "salt"]);
  return {
    organisation,
    cold: readAccount(place.field("cold")),
    hot: place.field("hot").items().map(readHotKey),
    salt: readBytes(place.field("salt"), { what: "32 random bytes", min: 32, max: 32 }),
  };
}

function readHotKey(place: JsonReader): HotKey {
  place.checkFields(["$comment", "kind", "key", "scopes", "expiresAt"]);
  const items = place.field("scopes").items();
  const scopes = items.map((item) => item.word(keyScopes));
  if (place.has("scopes") && scopes.length === 0) {
    place.field("scopes").refuse({
      code: "JSON_BAD_VALUE",
      summary: "the key may do nothing",
      remedy: `Write at least one of ${keyScopes.join(", ")}.`,
    });
  }
  return {
    publicKey: readPublicKey(place),
    scopes: keyScopes.filter((scope) => scopes.includes(scope)),
    expiresAt: place.has("expiresAt") ? place.field("expiresAt").integer({ min: 1, max: MAX_EXPIRY }) : null,
  };
}

function readPublicKey(place: JsonReader): PublicKey {
  const kind = place.field("kind").word(["account", ...verifiedKeyKinds]);
  const key = place.field("key");
  switch (kind) {
    case "account":
      return { kind, address: readAccount(key) };
    case "rsa":
      return {
        kind,
        key: readBytes(key, { what: "the ABI encoding of exponent and modulus", min: 256, max: MAX_KEY_BYTES }),
      };
    case "p256":
    case "webauthn":
      return { kind, key: readBytes(key, { what: "the coordinates x and y of a P-256 key", min: 64, max: 64 }) };
  }
}

function readAccount(place: JsonReader): Hex {
  const text = place.text();
  if (isHex(text, 20) && isAddress(text)) return toHex(getAddress(text));
  if (text !== "") {
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `${JSON.stringify(text.slice(0, 60))} is not an address`,
      remedy: "Write 0x and 40 hexadecimal digits, with the right checksum or in lower case.",
      facts: { found: text.slice(0, 60) },
    });
  }
  return "0x";
}

interface ByteLimits {
  readonly what: string;
  readonly min: number;
  readonly max: number;
}

function readBytes(place: JsonReader, { what, min, max }: ByteLimits): Hex {
  const text = place.text();
  const bytes = (text.length - 2) / 2;
  if (isHex(text) && bytes >= min && bytes <= max) return toHex(text.toLowerCase());
  if (text !== "") {
    // Never repeats the value: one of them is a salt.
    place.refuse({
      code: "JSON_BAD_VALUE",
      summary: `the value is not ${what}`,
      remedy: `Write 0x and ${min === max ? 2 * min : `${2 * min} to ${2 * max}`} hexadecimal digits: ${what}.`,
      facts: { minBytes: min, maxBytes: max },
    });
  }
  return "0x";
}
