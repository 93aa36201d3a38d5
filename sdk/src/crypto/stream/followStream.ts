import { QuorateError } from "../../errors/QuorateError.ts";

/** How far a long computation is. */
export interface StreamProgress {
  /** `reading` what is to be sealed for its commitment, `sealing` it, `opening` it; `storing` and `fetching` an envelope. */
  readonly phase: "reading" | "sealing" | "opening" | "storing" | "fetching";
  /** How many bytes of the source are behind. */
  readonly bytes: number;
}

/** How a caller follows and ends a long computation. */
export interface StreamLimits {
  readonly onProgress?: ((progress: StreamProgress) => void) | undefined;
  /** Ends it with ABORTED when it aborts, even while the source gives nothing. */
  readonly signal?: AbortSignal | undefined;
}

/** Hands a stream on, tells how far it is, and ends it when the signal aborts. @throws QuorateError ABORTED */
export async function* followStream(
  source: AsyncIterable<Uint8Array>,
  phase: StreamProgress["phase"],
  { onProgress, signal }: StreamLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = source[Symbol.asyncIterator]();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Where the stream ends first nobody listens any more.
  ended.catch(() => undefined);
  const abort = (): void => reject(aborted(phase, signal?.reason));
  signal?.addEventListener("abort", abort, { once: true });
  let bytes = 0;
  try {
    if (signal?.aborted) abort();
    for (;;) {
      const step = await (signal === undefined ? pieces.next() : Promise.race([ended, pieces.next()]));
      if (step.done === true) return;
      bytes += step.value.length;
      yield step.value;
      onProgress?.({ phase, bytes });
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    // A source that hangs would hang here too.
    Promise.resolve(pieces.return?.()).catch(() => undefined);
  }
}

function aborted(phase: StreamProgress["phase"], cause: unknown): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: `Stopped while ${phase} a record.`,
    remedy: "Start it again when it is wanted; nothing of it was registered.",
    facts: { doing: phase },
    cause,
  });
}
