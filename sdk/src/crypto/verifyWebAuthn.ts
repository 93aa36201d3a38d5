import { AbiCoder, concat, encodeBase64, getBytes, sha256, toUtf8Bytes } from "ethers";

import { AbiValues } from "../types/AbiValues.ts";
import type { Bytes32, Hex } from "../types/Hex.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import { verifyP256 } from "./verifyP256.ts";

// Flags of authenticator data (WebAuthn level 2, 6.1).
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKED_UP = 0x10;

/** The fields of OpenZeppelin's `WebAuthn.WebAuthnAuth`, side by side. */
export const WEB_AUTHN_FIELDS = ["bytes32", "bytes32", "uint256", "uint256", "bytes", "string"] as const;

/**
 * Checks what OpenZeppelin's `ERC7913WebAuthnVerifier` checks of an assertion: type, challenge, that the person was present and
 * verified, and the signature. Source: Web Authentication level 2, 7.2.
 */
export function verifyWebAuthn(key: Hex, digest: Bytes32, signature: Hex): boolean {
  try {
    const fields = new AbiValues(AbiCoder.defaultAbiCoder().decode(WEB_AUTHN_FIELDS, signature));
    const authenticatorData = getBytes(fields.bytes(4));
    const clientData = toUtf8Bytes(fields.text(5));
    const challenge = `"challenge":"${encodeBase64Url(getBytes(digest))}"`;
    const flags = authenticatorData[32] ?? 0;
    const isSound =
      authenticatorData.length > 36 &&
      standsAt(clientData, fields.integer(3), '"type":"webauthn.get"') &&
      standsAt(clientData, fields.integer(2), challenge) &&
      (flags & USER_PRESENT) !== 0 &&
      (flags & USER_VERIFIED) !== 0 &&
      ((flags & BACKUP_ELIGIBLE) !== 0 || (flags & BACKED_UP) === 0);
    const signed = parseBytes32(sha256(concat([authenticatorData, sha256(clientData)])));
    return isSound && verifyP256(key, signed, parseHex(concat([fields.bytes32(0), fields.bytes32(1)])));
  } catch {
    return false;
  }
}

/** Base64 for URLs without padding (RFC 4648, 5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function standsAt(bytes: Uint8Array, place: bigint, text: string): boolean {
  const start = Number(place);
  const expected = toUtf8Bytes(text);
  return expected.every((byte, index) => bytes[start + index] === byte);
}
