import type { VerifiedKeyKind } from "../founding/FoundingKeys.ts";
import type { Hex } from "../founding/Hex.ts";

/** How a keystore of ours names its own form, so that it is never taken for another. */
export const KEYSTORE_FORMAT = "quorate-keystore";
export const KEYSTORE_VERSION = 1;

/** What a keystore tells without its password. */
export interface KeystoreLabel {
  readonly kind: VerifiedKeyKind;
  readonly publicKey: Hex;
}

/** The text that is sealed together with the secret, so that nobody can put another label on it. */
export function toSealedLabel({ kind, publicKey }: KeystoreLabel): string {
  return JSON.stringify([KEYSTORE_FORMAT, KEYSTORE_VERSION, kind, publicKey]);
}
