/** Ends a transfer when its caller wants so, or when nothing has moved for too long. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Something moved. */
  readonly stir: () => void;
  /** Lets go of timer and caller. */
  readonly end: () => void;
  readonly isIdle: () => boolean;
  readonly stopped: () => boolean;
  /** Keeps what the caller's own source threw: it says more than the network does. */
  readonly blame: (error: unknown) => void;
  readonly blamed: () => unknown;
}

/** Starts to watch a transfer. */
export function createWatch(idleMs: number, caller: AbortSignal | undefined): Watch {
  const controller = new AbortController();
  let idle = false;
  let blamed: unknown;
  const expire = (): void => {
    idle = true;
    controller.abort(new Error("nothing moved for too long"));
  };
  const stop = (): void => controller.abort(caller?.reason);
  let timer = setTimeout(expire, idleMs);
  caller?.addEventListener("abort", stop, { once: true });
  if (caller?.aborted) stop();
  return {
    signal: controller.signal,
    stir: () => {
      clearTimeout(timer);
      timer = setTimeout(expire, idleMs);
    },
    end: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", stop);
      // Whoever stopped reading in the middle lets go of the connection too.
      controller.abort(new Error("ended"));
    },
    isIdle: () => idle,
    stopped: () => caller?.aborted === true,
    blame: (error) => {
      blamed = error;
    },
    blamed: () => blamed,
  };
}
