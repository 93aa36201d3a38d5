/**
 * Codes of the faults of stores of envelopes, each with what it means.
 * The sentences feed the generated error reference.
 */
export const storeCodes = {
  ENVELOPE_MISSING: "A store does not hold the envelope that it was asked for.",
  ENVELOPE_CORRUPT: "Bytes are not the envelope of the address under which a store was given them or gave them.",
  ENVELOPE_TOO_LARGE: "An envelope is larger than a store takes.",
  ENVELOPE_UNAVAILABLE: "None of the stores that were asked gave the envelope.",
  STORE_FULL: "A store has no room for an envelope; nothing of it was kept.",
  STORE_FAILED: "A store could not do what it was asked, for a reason of its machine.",
  STORE_UNREACHABLE: "A store behind a URL does not answer, or stopped in the middle.",
  STORE_REFUSED: "A store's operator does not allow this to the caller.",
  STORE_BUSY: "A store takes no more transfers at the moment.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault of a store of envelopes. */
export type StoreCode = keyof typeof storeCodes;
