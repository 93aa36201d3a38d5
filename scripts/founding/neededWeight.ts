import { ALL_BPS } from "./Constitution.ts";

/** The weight that a share of a total asks for: the share in basis points, rounded up to whole weight, as the contracts do. */
export function neededWeight(totalWeight: number, shareBps: number): number {
  return Math.ceil((totalWeight * shareBps) / ALL_BPS);
}
