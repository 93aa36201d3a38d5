import { QuorateError } from "#sdk";

import { isHex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";
import { DEFAULT_RELYING_PARTY } from "./createKeyMaterial.ts";
import type { KeyMaterial } from "./KeyMaterial.ts";

/**
 * Reads a secret as an environment variable holds it: 32 bytes in hexadecimal, with or without `0x`, for an account; after `p256:` or
 * `webauthn:` for those keys.
 *
 * @param variable where the text was found, for errors; the text itself is never repeated
 * @throws QuorateError KEY_MALFORMED
 */
export function parseSecret(text: string, variable: string): KeyMaterial {
  const [, kind = "account", digits = ""] = /^(?:(account|p256|webauthn):)?(?:0x)?([0-9a-f]{64})$/i.exec(text) ?? [];
  const secret = toHex(`0x${digits.toLowerCase()}`);
  if (isHex(secret, 32)) {
    if (kind === "account" || kind === "p256") return { kind, secret };
    if (kind === "webauthn") {
      return { kind, secret, relyingParty: DEFAULT_RELYING_PARTY, origin: `https://${DEFAULT_RELYING_PARTY}` };
    }
  }
  throw new QuorateError({
    code: "KEY_MALFORMED",
    summary: `The environment variable ${variable} holds no private key.`,
    remedy: "Set it to 0x and 64 hexadecimal digits, for other keys than accounts after p256: or webauthn:.",
    facts: { variable },
  });
}
