import { type Bytes32, type Client, parseBytes32, QuorateError, signConsent, toAccountSigner } from "#sdk";
import type { SealReturnType } from "#sdk/node";
import { packRecord } from "#sdk/receipts";

import { chainDeadline } from "./chainDeadline.ts";

/** A sealed record, and whose it is. */
export interface SignRegistrationParameters extends Omit<SealReturnType, "readers"> {
  readonly seat: bigint;
  readonly signal: AbortSignal;
}

const NONE = parseBytes32(`0x${"0".repeat(64)}`);
const ACCOUNT_LENGTH = 42;

/**
 * Signs the registration of a sealed record and packs it for a batch. The same signature registers it directly as well.
 *
 * @throws QuorateError SIGNER_MISSING, SIGNER_REFUSED, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE
 */
export async function signRegistration(
  client: Client,
  { seat, recordId, previous = NONE, ...sealed }: SignRegistrationParameters,
): Promise<Uint8Array> {
  const { signal, suite } = sealed;
  if (client.signer === null) throw withoutKey();
  const signer = await toAccountSigner(client.signer, { signal });
  if (signer.signer.length !== ACCOUNT_LENGTH) throw withoutKey();
  const consent = await signConsent({
    chainId: client.chainId,
    modules: client.modules,
    seat,
    deadline: await chainDeadline(client),
    action: { verb: "register", recordId, suite, previous },
    signer,
    signal,
  });
  return packRecord({
    kind: "registration",
    seat: Number(seat),
    deadline: Number(consent.deadline),
    signer: toBytes(consent.signer),
    nonce: toBytes(toWord(sealed.senderNonce)),
    signature: toBytes(consent.signature),
    group: Number(sealed.group),
    epoch: Number(sealed.epoch),
    suite,
    contentRoot: toBytes(sealed.contentRoot),
    bodyHash: toBytes(sealed.bodyHash),
    previous: toBytes(previous),
  });
}

function toWord(value: bigint): Bytes32 {
  return parseBytes32(`0x${value.toString(16).padStart(64, "0")}`);
}

function toBytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.slice(2), "hex"));
}

function withoutKey(): QuorateError {
  return new QuorateError({
    code: "SIGNER_MISSING",
    summary: "Only a key that is an account signs records for a batch.",
    remedy: "Sign with such a key of the member, or register the record directly: without --batch, the contract takes keys of every kind.",
  });
}
