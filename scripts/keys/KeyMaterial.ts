import type { Hex } from "../founding/Hex.ts";
import type { WebAuthnKeyParameters } from "./createWebAuthnKey.ts";

/** The secret part of a key, as a keystore keeps it. Never printed, never part of an error. */
export type KeyMaterial =
  /** An account: 32 bytes of a secp256k1 secret. */
  | { readonly kind: "account"; readonly secret: Hex }
  /** 32 bytes of a P-256 secret. */
  | { readonly kind: "p256"; readonly secret: Hex }
  | ({ readonly kind: "webauthn" } & WebAuthnKeyParameters)
  /** A private key in DER (PKCS#8). */
  | { readonly kind: "rsa"; readonly pkcs8: Hex };

/** Kinds of keys that a keystore can hold. */
export const keyKinds = ["account", "p256", "webauthn", "rsa"] as const;

export type KeyKind = (typeof keyKinds)[number];
