import type { Bytes } from "../../types/Bytes.ts";

/** What a sender gets for one recipient. */
export interface Encapsulated {
  /** What the recipient needs to find the same secret. */
  readonly enc: Bytes;
  readonly sharedSecret: Uint8Array;
}

/** A secret key that never shows its bytes. */
export interface KemSecret {
  readonly publicKey: Bytes;
  /** The secret that a sender meant. @throws Error where the sender's point is none */
  readonly decapsulate: (enc: Bytes) => Promise<Uint8Array>;
}

/** A public key, ready for use. */
export interface KemPublic {
  /** A new secret for the key's owner. The same ephemeral bytes give the same answer, so they are used once. */
  readonly encapsulate: (ephemeral: Uint8Array) => Promise<Encapsulated>;
}

/** A key encapsulation mechanism whose randomness is given, so that every slot of an envelope can be made again and checked. */
export interface Kem {
  /** Its number among HPKE's. */
  readonly id: number;
  readonly publicKeyBytes: number;
  readonly encBytes: number;
  /** How many ephemeral bytes `encapsulate` takes. */
  readonly ephemeralBytes: number;
  /** What is wrong with a public key, or null. */
  readonly findFault: (publicKey: Uint8Array) => string | null;
  /** A public key without faults. */
  readonly importPublic: (publicKey: Bytes) => Promise<KemPublic>;
  /** The key of 32 secret bytes. @throws RangeError where they are none */
  readonly importSecret: (secret: Uint8Array) => Promise<KemSecret>;
  /** The secret bytes that 32 random bytes stand for. */
  readonly deriveSecret: (seed: Uint8Array) => Uint8Array;
  /** An encapsulation that looks like any other and that nobody can open. */
  readonly encapsulateToNobody: (ephemeral: Uint8Array) => Promise<Bytes>;
}
