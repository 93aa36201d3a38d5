import { QuorateError } from "../errors/QuorateError.ts";
import type { Client } from "../types/Client.ts";
import type { MemberConsent } from "../types/MemberConsent.ts";
import { parseHex } from "../types/parseHex.ts";
import { parseInteger } from "./parseInteger.ts";

/** Who acts: a member by its signed consent, or the client's own signer as one of the member's keys. */
export interface ActingMember {
  readonly seat: bigint;
  /** Without it the client's own signer is the member's key. */
  readonly consent?: MemberConsent;
}

/** A consent as the contracts take it. @throws QuorateError SIGNER_MISSING, INTEGER_MALFORMED, OBJECT_MALFORMED */
export async function toChainConsent(client: Pick<Client, "signer">, acting: ActingMember) {
  const seat = parseInteger(acting.seat, 16);
  const { consent } = acting;
  if (consent !== undefined && consent.seat !== seat) {
    throw new QuorateError({
      code: "OBJECT_MALFORMED",
      summary: `The consent is of seat ${consent.seat} and not of seat ${seat}.`,
      remedy: "Give the seat that signed.",
      facts: { expected: seat, found: consent.seat },
    });
  }
  if (consent !== undefined) {
    const { deadline, signer, signature } = consent;
    return { seat, deadline, by: { signer, signature } };
  }
  if (client.signer === null) {
    throw new QuorateError({
      code: "SIGNER_MISSING",
      summary: "Nobody is there to act for the member.",
      remedy: "Give a signed consent, or createClient a signer.",
    });
  }
  return { seat, deadline: 0n, by: { signer: parseHex(await client.signer.getAddress()), signature: parseHex("0x") } };
}
