/** Parts that somebody has to play, whoever the members are. */
export const roles = [
  "safe",
  "device",
  "passkey",
  "council",
  "guardian",
  "proposer",
  "rival",
  "rotating",
  "suspended",
  "stopped",
] as const;

/**
 * A part in the story: `safe` signs with a Safe, `device` with a P-256 key, `passkey` with WebAuthn, `council` needs several of
 * its keys, `guardian` breaks the glass, `proposer` and `rival` propose, `rotating` changes its key, `suspended` is suspended by
 * vote and `stopped` has a key suspended by a guardian.
 */
export type Role = (typeof roles)[number];
