import type { Bytes } from "../../types/Bytes.ts";

/** The bytes that a JSON Web Key writes. Source: RFC 7515, appendix C. */
export function decodeBase64Url(text: string): Bytes {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
