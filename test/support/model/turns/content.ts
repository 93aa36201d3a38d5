import { toBeHex } from "ethers";

import { growDeed } from "../anyDeed.ts";
import { encodeDeed } from "../encodeDeed.ts";
import { describeDeed } from "../foundRealm.ts";
import type { Play } from "../Play.ts";
import type { Content } from "../proposing.ts";
import type { Seed } from "./Seed.ts";

/** What every proposal of the model is said to be for. */
export const DESCRIPTION = "What is to be done";
const SALTS = 3;

/** What a seed proposes. */
export function contentOf({ realm, stage }: Play, { deeds, how }: Seed): Content {
  return { deeds: deeds.map((seed) => growDeed(realm, stage.cast, seed)), salt: how % SALTS };
}

/** Calls and salt, as the governor takes them. */
export function valuesOf({ stage }: Play, { deeds, salt }: Content): readonly [readonly unknown[], string] {
  return [deeds.map((deed) => encodeDeed(stage, deed)), toBeHex(salt, 32)];
}

/** A content in a line of the story. */
export function describeContent({ deeds, salt }: Content): string {
  return `${deeds.map(describeDeed).join(" ")} salt ${salt}`;
}
