import type { Bytes } from "../../types/Bytes.ts";

/** The bytes that a JSON Web Key writes. Source: RFC 7515, appendix C. */
export function decodeBase64Url(text: string): Bytes {
  const base64 = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
