/** Time that only moves on, and waiting. The pipeline asks nobody else for either, so that a simulation can run it. */
export interface Clock {
  /** Milliseconds since some moment, never set back. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Runs a task once everything that has arrived already was looked at. */
  soon(task: () => void): void;
}
