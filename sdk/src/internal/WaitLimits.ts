/** How long a caller waits. Every verb that has to wait takes these: for a chain, for a person, for a device or for a long computation. */
export interface WaitLimits {
  /** Ends the wait with ABORTED when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the wait with TIMED_OUT after so many milliseconds; without it, the client's own limit, and none where there is no client. */
  readonly timeoutMs?: number | undefined;
}
