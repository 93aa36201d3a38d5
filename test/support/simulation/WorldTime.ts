/** Time of a world: the machine's own, or one that is simulated. */
export interface WorldTime {
  /** Milliseconds since the world began. */
  readonly now: number;
  /** Runs a task after so long. */
  after(ms: number, task: () => void): void;
}

/** The machine's time. */
export function createRealTime(): WorldTime {
  const began = performance.now();
  return {
    get now() {
      return performance.now() - began;
    },
    after: (ms, task) => {
      setTimeout(task, ms).unref();
    },
  };
}
