import type { WaitLimits } from "./WaitLimits.ts";

/** The limits of work whose length depends on what it is given: its signal ends it, and no time unless one is given. */
export function untilStopped({ signal, timeoutMs = Number.POSITIVE_INFINITY }: WaitLimits): WaitLimits {
  return { signal, timeoutMs };
}
