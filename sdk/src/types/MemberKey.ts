import type { Bytes32 } from "./Hex.ts";
import type { KeyPurpose } from "./KeyPurpose.ts";
import type { EncryptionKey } from "./Suite.ts";

/** An encryption key as the key directory publishes it. Dates are unix seconds, 0 where it has not happened. */
export interface MemberKey extends EncryptionKey {
  readonly keyId: Bytes32;
  /** The seat whose member published it. */
  readonly seat: bigint;
  readonly purpose: KeyPurpose;
  /** When the member that published it was admitted: a later holder of the seat is another. */
  readonly memberSince: bigint;
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  /** From when nothing more is sealed to it, where that is before `notAfter`; may lie ahead. */
  readonly revokedAt: bigint;
  readonly compromisedSince: bigint;
}
