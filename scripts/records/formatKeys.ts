import { formatMoment } from "#sdk";

/** A date of a key, or a dash where it has not happened. */
export function formatDate(moment: bigint | null): string {
  return moment === null || moment === 0n ? "-" : formatMoment(moment);
}

/** Options of commands that make a key. */
export const newKeyOptions = {
  suite: {
    value: "NUMBER",
    says: "its suite: 1 X25519 (default), 2 with ML-KEM-768 against quantum computers, 3 P-256",
  },
  until: { value: "MOMENT", says: "until when records may be sealed to it (default: +365d)" },
} as const;
