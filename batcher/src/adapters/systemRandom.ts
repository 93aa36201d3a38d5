import { randomBytes, randomInt } from "node:crypto";

import type { Random } from "../ports/Random.ts";

const STEPS = 2 ** 32;

/** Chance from this machine. */
export const systemRandom: Random = {
  bytes: (count) => Uint8Array.from(randomBytes(count)),
  fraction: () => randomInt(STEPS) / STEPS,
};
