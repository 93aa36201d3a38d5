import { sleep } from "./sleep.ts";

const LONGEST_TURN_MS = 50;

/**
 * For work that computes without waiting for anybody: hands the turn back when it has computed long enough, so that timers and signals
 * are heard, and throws the signal's reason where it aborted.
 */
export function createBreather(signal: AbortSignal): () => Promise<void> {
  let begun = Date.now();
  return async () => {
    if (Date.now() - begun >= LONGEST_TURN_MS) {
      await sleep(0, signal);
      begun = Date.now();
    }
    signal.throwIfAborted();
  };
}
