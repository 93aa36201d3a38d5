const STEP = 64;

/** How many recipients a record can have. */
export const MAX_RECIPIENTS = 320;

/** How many slots an envelope for so many recipients has: 4, 8, 16, 32, 64, then every 64 to 320. */
export function countSlots(recipients: number): number {
  if (recipients > STEP) return Math.ceil(recipients / STEP) * STEP;
  let slots = 4; // DEFENCE: slot-classes [4 => recipients]
  while (slots < recipients) slots *= 2;
  return slots;
}
