/** What an encryption key can be for, in the order of the numbers on chain. */
export const keyPurposes = ["encrypt", "view", "escrow"] as const;

/** What an encryption key is for: records are sealed to it, it reads what was granted, or it is kept for emergencies. */
export type KeyPurpose = (typeof keyPurposes)[number];
