import { concatBytes } from "@noble/hashes/utils.js";

import type { Bytes } from "../../types/Bytes.ts";
import { createAesGcm } from "../platform/aesGcm.ts";
import type { Kem, KemPublic } from "./Kem.ts";
import { createLabeledKdf, hpkeSuiteId, type LabeledKdf } from "./labels.ts";

const NOTHING = new Uint8Array();
const MODE_BASE = Uint8Array.of(0);

/** What one message is sealed with. */
interface MessageKey {
  readonly key: Bytes;
  readonly nonce: Bytes;
}

/** HPKE's base mode for one KEM and one `info`: what is the same for all recipients is computed once. */
export interface Hpke {
  /** One message to one key, with given ephemeral bytes. */
  readonly seal: (
    to: KemPublic,
    ephemeral: Uint8Array,
    aad: Bytes,
    message: Bytes,
  ) => Promise<{ readonly enc: Bytes; readonly ciphertext: Bytes }>;
  /** A message by the secret that its KEM gave. @throws Error where it was not sealed with that */
  readonly open: (sharedSecret: Uint8Array, aad: Bytes, ciphertext: Bytes) => Promise<Bytes>;
}

/**
 * HPKE in base mode with HKDF-SHA256 and AES-256-GCM, one message a key. Source: RFC 9180, section 5.1 and 6.1.
 */
export function createHpke(kem: Kem, info: Uint8Array): Hpke {
  const kdf = createLabeledKdf(hpkeSuiteId(kem.id));
  const pskIdHash = kdf.extract(NOTHING, "psk_id_hash", NOTHING);
  const context = concatBytes(MODE_BASE, pskIdHash, kdf.extract(NOTHING, "info_hash", info));
  return {
    seal: async (to, ephemeral, aad, message) => {
      const { enc, sharedSecret } = await to.encapsulate(ephemeral);
      const { key, nonce } = scheduleKey(kdf, context, sharedSecret);
      return { enc, ciphertext: await createAesGcm(key).seal(nonce, aad, message) };
    },
    open: async (sharedSecret, aad, ciphertext) => {
      const { key, nonce } = scheduleKey(kdf, context, sharedSecret);
      return createAesGcm(key).open(nonce, aad, ciphertext);
    },
  };
}

function scheduleKey(kdf: LabeledKdf, context: Uint8Array, sharedSecret: Uint8Array): MessageKey {
  const secret = kdf.extract(sharedSecret, "secret", NOTHING);
  return { key: kdf.expand(secret, "key", context, 32), nonce: kdf.expand(secret, "base_nonce", context, 12) };
}
