import type { Life } from "./Life.ts";
import type { SeededRandom } from "./SeededRandom.ts";
import type { Transcript } from "./Transcript.ts";
import type { VirtualTime } from "./VirtualTime.ts";
import type { WorldTime } from "./WorldTime.ts";
import type { Worry } from "./Worry.ts";

/** What everybody in a simulated world shares. */
export interface World {
  readonly time: WorldTime;
  readonly random: SeededRandom;
  readonly transcript: Transcript;
  readonly worry: Worry;
}

/** A world whose time moves on only when nothing is left to do. */
export interface SimulatedWorld extends World {
  readonly time: VirtualTime;
}

/** Does something for a life after so long, and answers after so long again. A life that ended gets no answer; a task that has begun is done all the same. */
export function perform<Answer>(
  { time }: World,
  life: Life,
  { before, behind, task }: { readonly before: number; readonly behind: number; readonly task: () => Answer },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const answer = (tell: () => void): void =>
      time.after(behind, () => {
        if (life.isAlive) tell();
      });
    time.after(before, () => {
      if (!life.isAlive) return;
      try {
        const done = task();
        answer(() => resolve(done));
      } catch (error) {
        answer(() => reject(error));
      }
    });
  });
}
