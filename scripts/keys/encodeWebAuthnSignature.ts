import { AbiCoder, dataSlice, toUtf8Bytes } from "ethers";

import type { Hex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";

/** An assertion, as an authenticator and a browser make it. */
export interface WebAuthnAssertion {
  /** r and s, 64 bytes, s the lower one. */
  readonly signature: Hex;
  /** At least 37 bytes: hash of the relying party, flags, counter. */
  readonly authenticatorData: string;
  /** The client data as the JSON text that was signed. */
  readonly clientData: string;
}

/**
 * Encodes an assertion as `WebAuthn.WebAuthnAuth` of OpenZeppelin 5.x: the fields of the structure side by side, with the places
 * in bytes at which `"challenge":` and `"type":` stand in the client data.
 */
export function encodeWebAuthnSignature({ signature, authenticatorData, clientData }: WebAuthnAssertion): Hex {
  return toHex(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "bytes32", "uint256", "uint256", "bytes", "string"],
      [
        dataSlice(signature, 0, 32),
        dataSlice(signature, 32, 64),
        findByte(clientData, '"challenge":'),
        findByte(clientData, '"type":'),
        authenticatorData,
        clientData,
      ],
    ),
  );
}

/** Contracts count bytes where JavaScript counts UTF-16 units. */
function findByte(text: string, part: string): number {
  return toUtf8Bytes(text.slice(0, text.indexOf(part))).length;
}
