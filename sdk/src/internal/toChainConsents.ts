import { QuorateError } from "../errors/QuorateError.ts";
import type { MemberConsent } from "../types/MemberConsent.ts";

/** Consents of several members as the contracts take them, ascending by seat. @throws QuorateError OBJECT_MALFORMED */
export function toChainConsents(consents: readonly MemberConsent[]) {
  const sorted = consents.toSorted((a, b) => (a.seat < b.seat ? -1 : 1));
  const repeated = sorted.find(({ seat }, place) => sorted[place + 1]?.seat === seat);
  if (repeated !== undefined) {
    throw new QuorateError({
      code: "OBJECT_MALFORMED",
      summary: `Seat ${repeated.seat} consents twice.`,
      remedy: "Give one consent of each member.",
      facts: { seat: repeated.seat },
    });
  }
  return sorted.map(({ seat, deadline, signer, signature }) => ({ seat, deadline, by: { signer, signature } }));
}
