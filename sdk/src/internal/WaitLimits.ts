/** How long a caller waits. Every verb that speaks to a chain takes these. */
export interface WaitLimits {
  /** Ends the wait with ABORTED when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the wait with TIMED_OUT after so many milliseconds; without it, the client's own limit. */
  readonly timeoutMs?: number | undefined;
}
