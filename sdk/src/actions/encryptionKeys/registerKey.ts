import { parseEncryptionKey } from "../../crypto/keys/encryptionKey.ts";
import { eventNamed, send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import { type KeyPurpose, keyPurposes } from "../../types/KeyPurpose.ts";
import type { Receipt } from "../../types/Receipt.ts";
import type { Suite } from "../../types/Suite.ts";

/** A key to be published, and whose it is. */
export interface RegisterKeyParameters extends WaitLimits, ActingMember {
  readonly suite: Suite;
  readonly publicKey: Hex;
  /** What it is for; without it, records are sealed to it. */
  readonly purpose?: KeyPurpose;
  /** Unix seconds from which it is used; without it, at once. */
  readonly notBefore?: bigint;
  /** Unix seconds after which nothing more is sealed to it. */
  readonly notAfter: bigint;
}

/** What came of it. */
export interface RegisterKeyReturnType {
  readonly keyId: Bytes32;
  /** Unix seconds from which it is used. */
  readonly notBefore: bigint;
  readonly receipt: Receipt;
}

/**
 * Publishes a key that records are sealed to. An earlier one of the same suite and purpose lives on for the overlap. The decryption key
 * stays where it is.
 *
 * @throws QuorateError ENCRYPTION_KEY_MALFORMED, SUITE_UNKNOWN, SIGNER_MISSING, OBJECT_MALFORMED, EVENT_MISSING, ABORTED, TIMED_OUT and
 * what sending can throw
 * @throws RevertedError such as EncryptionKeyTaken, EncryptionKeyBadPeriod, EncryptionKeyPending
 * @example
 * ```ts
 * const { keyId } = await registerKey(client, { seat: 3n, suite: 1, publicKey, notAfter: 1_900_000_000n });
 * ```
 */
export async function registerKey(client: Client, parameters: RegisterKeyParameters): Promise<RegisterKeyReturnType> {
  const { suite, publicKey } = parseEncryptionKey(parameters);
  const { purpose = "encrypt", notBefore = 0n, notAfter } = parameters;
  const key = { suite, purpose: keyPurposes.indexOf(purpose), notBefore, notAfter, publicKey };
  const sent = await send(client, parameters, "registering an encryption key", async () =>
    client.contracts.keyDirectory.registerKey.populateTransaction(key, await toChainConsent(client, parameters)),
  );
  const { facts } = eventNamed(sent, "KeyDirectory.EncryptionKeyRegistered");
  return { keyId: facts.keyId, notBefore: facts.notBefore, receipt: sent.receipt };
}
