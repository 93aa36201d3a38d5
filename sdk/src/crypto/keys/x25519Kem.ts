import { concatBytes } from "@noble/hashes/utils.js";

import type { Bytes } from "../../types/Bytes.ts";
import type { NativeKey } from "../../types/NativeKey.ts";
import { type NodeCrypto, nodeCrypto } from "../platform/nodeCrypto.ts";
import { decodeBase64Url } from "./decodeBase64Url.ts";
import type { Kem, KemSecret } from "./Kem.ts";
import { createLabeledKdf, deriveSharedSecret, kemSuiteId } from "./labels.ts";
import { findX25519Fault } from "./x25519Points.ts";

const ID = 0x0020;
const NOTHING = new Uint8Array();
/** An X25519 private key in PKCS#8, before its 32 bytes. Source: RFC 8410, section 7. */
const PKCS8 = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32);
const kdf = createLabeledKdf(kemSuiteId(ID));

interface Pair {
  readonly secret: NativeKey;
  readonly publicKey: Bytes;
}

/** What is done with keys that WebCrypto holds. */
interface Exchange {
  /** The public key of an exportable secret one, as a JSON Web Key writes it. */
  readonly publicOf: (secret: NativeKey) => Promise<string | undefined>;
  /** @throws Error where the other's point is of small order */
  readonly agree: (secret: NativeKey, other: NativeKey) => Promise<Uint8Array>;
}

const webExchange: Exchange = {
  publicOf: async (secret) => (await crypto.subtle.exportKey("jwk", secret)).x,
  agree: async (secret, other) =>
    new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: other }, secret, 256)),
};

/** Node does both before WebCrypto's thread has been woken. */
function createNodeExchange({ KeyObject, diffieHellman }: NodeCrypto): Exchange {
  return {
    publicOf: async (secret) => KeyObject.from(secret).export({ format: "jwk" }).x,
    agree: async (secret, other) =>
      diffieHellman({ privateKey: KeyObject.from(secret), publicKey: KeyObject.from(other) }),
  };
}

/** DHKEM(X25519, HKDF-SHA256), with a given ephemeral key. Source: RFC 9180, section 4.1. */
export const x25519Kem: Kem = createX25519Kem(nodeCrypto);

/** The same by WebCrypto alone, or with Node's help. */
export function createX25519Kem(node: NodeCrypto | null): Kem {
  const { publicOf, agree } = node === null ? webExchange : createNodeExchange(node);
  const importPair = async (secret: Uint8Array): Promise<Pair> => {
    const key = await crypto.subtle.importKey("pkcs8", toPkcs8(secret), "X25519", true, ["deriveBits"]);
    return { secret: key, publicKey: decodeBase64Url((await publicOf(key)) ?? "") };
  };
  return {
    id: ID,
    publicKeyBytes: 32,
    encBytes: 32,
    ephemeralBytes: 32,
    findFault: findX25519Fault,
    deriveSecret,
    // The recipient does not enter it.
    encapsulateToNobody: async (ephemeral) => (await importPair(deriveSecret(ephemeral))).publicKey,
    importPublic: async (publicKey) => {
      const recipient = await importPublic(publicKey);
      return {
        encapsulate: async (ephemeral) => {
          const pair = await importPair(deriveSecret(ephemeral));
          const shared = await agree(pair.secret, recipient);
          const context = concatBytes(pair.publicKey, publicKey);
          return { enc: pair.publicKey, sharedSecret: deriveSharedSecret(kdf, shared, context) };
        },
      };
    },
    importSecret: async (secret): Promise<KemSecret> => {
      const { publicKey } = await importPair(secret);
      // Node reads no key that may not be exported; it stays in here all the same.
      const key = await crypto.subtle.importKey("pkcs8", toPkcs8(secret), "X25519", node !== null, ["deriveBits"]);
      return {
        publicKey,
        decapsulate: async (enc) => {
          const shared = await agree(key, await importPublic(enc));
          return deriveSharedSecret(kdf, shared, concatBytes(enc, publicKey));
        },
      };
    },
  };
}

/** DeriveKeyPair, section 7.1.3. */
function deriveSecret(seed: Uint8Array): Uint8Array {
  return kdf.expand(kdf.extract(NOTHING, "dkp_prk", seed), "sk", NOTHING, 32);
}

function toPkcs8(secret: Uint8Array): Bytes {
  if (secret.length !== 32) throw new RangeError("an X25519 secret is 32 bytes long");
  const encoded = new Uint8Array(PKCS8.length + 32);
  encoded.set(PKCS8);
  encoded.set(secret, PKCS8.length);
  return encoded;
}

async function importPublic(publicKey: Bytes): Promise<NativeKey> {
  return crypto.subtle.importKey("raw", publicKey, "X25519", true, []);
}
