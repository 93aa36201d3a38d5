import type { Clock } from "../ports/Clock.ts";

/** The clock of this machine: the one that nobody sets. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const timer = setTimeout(wake, ms);
      function wake(): void {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      }
      signal?.addEventListener("abort", wake, { once: true });
    }),
  soon: (task) => {
    setImmediate(task);
  },
};
