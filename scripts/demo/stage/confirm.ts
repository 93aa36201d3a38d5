import { AssertionError } from "node:assert/strict";

import type { Stage } from "./Stage.ts";

/** Tells a fact that was read from the chain. A story that the chain does not confirm ends here. */
export function confirm({ narrator }: Pick<Stage, "narrator">, holds: boolean, fact: string): void {
  if (!holds) throw new AssertionError({ message: `The chain does not confirm: ${fact}` });
  narrator.fact(fact);
}
