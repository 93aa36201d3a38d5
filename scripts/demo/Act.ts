import type { Stage } from "./stage/Stage.ts";

/** A part of the story that shows one capability. */
export interface Act {
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly promise: string;
  readonly play: (stage: Stage) => Promise<void>;
}
