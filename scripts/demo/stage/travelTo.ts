import { formatMoment } from "../narration/formatMoment.ts";
import { formatPassage } from "../narration/formatPassage.ts";
import type { Stage } from "./Stage.ts";

/** Lets time go by on the embedded chain until a moment, and one second more, and says so. */
export async function travelTo({ chain, narrator }: Stage, moment: bigint, because: string): Promise<void> {
  const seconds = Number(moment) - (await chain.now()) + 1;
  await chain.travel(seconds);
  narrator.time(formatPassage(seconds), formatMoment(await chain.now()), because);
}
