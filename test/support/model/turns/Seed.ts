import type { DeedSeed } from "../anyDeed.ts";
import type { Play, Turn } from "../Play.ts";
import type { When } from "../when.ts";

/** What happens next, before it is known whom and what it happens to. */
export interface Seed {
  readonly when: When;
  readonly who: number;
  readonly which: number;
  readonly how: number;
  readonly deeds: readonly DeedSeed[];
}

/** Turns that follow from a seed; each is worked out when the one before was taken. */
export type Script = readonly ((play: Play, seed: Seed) => Turn | null)[];
