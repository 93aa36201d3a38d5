import { checkEnvelope } from "../../crypto/envelope/checkEnvelope.ts";
import { drainStream } from "../../crypto/stream/drainStream.ts";
import type { ErrorCode } from "../../errors/codes.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";

/** Who may have an envelope, and where it goes. */
export interface FetchFromAnyParameters extends WaitLimits {
  readonly address: Bytes32;
  /** In the order in which they are asked: one's own first, then those of the other parties. */
  readonly stores: readonly EnvelopeStore[];
  /** Where the envelope is kept: nothing is handed on before its last byte has been checked. */
  readonly into: EnvelopeStore;
  readonly onProgress?: ((progress: { readonly store: string; readonly bytes: number }) => void) | undefined;
}

/** A store that did not give the envelope, and the code of its error: ENVELOPE_MISSING, ENVELOPE_CORRUPT, STORE_UNREACHABLE, ... */
export interface FailedStore {
  readonly store: string;
  readonly code: ErrorCode;
}

/** Where an envelope was found, and who did not have it. */
export interface FetchFromAnyReturnType {
  /** The name of the store that had it. */
  readonly from: string;
  readonly failed: readonly FailedStore[];
}

/**
 * Fetches an envelope from the first store that has it unharmed, and says by name who had what. A sound copy that is there already
 * stays; one that is not is replaced.
 *
 * @throws QuorateError ENVELOPE_UNAVAILABLE with one fault for each store; STORE_FULL, STORE_FAILED and the like of `into`; ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { from, failed } = await fetchFromAny({ address: recordId, stores, into: own });
 * console.log(from, failed.map(({ store, code }) => `${store}: ${code}`));
 * ```
 */
export async function fetchFromAny(parameters: FetchFromAnyParameters): Promise<FetchFromAnyReturnType> {
  return withLimits(parameters, OFF_LINE, "fetching an envelope", (signal) => fetchOne(parameters, signal));
}

async function fetchOne(
  { address, stores, into, onProgress }: FetchFromAnyParameters,
  signal: AbortSignal,
): Promise<FetchFromAnyReturnType> {
  const faults: QuorateError[] = [];
  const failed: FailedStore[] = [];
  const note = (store: string, error: QuorateError): void => {
    signal.throwIfAborted();
    faults.push(error);
    failed.push({ store, code: error.code });
  };
  if (await into.has(address, { signal })) {
    const fault = await findFault(into, address, signal);
    if (fault === undefined) return { from: into.name, failed };
    note(into.name, fault);
  }
  for (const store of stores) {
    if (store === into) continue;
    const follow = ({ bytes }: { readonly bytes: number }): void => onProgress?.({ store: store.name, bytes });
    const fault = await copy(store, into, address, { signal, onProgress: follow });
    if (fault === undefined) return { from: store.name, failed };
    note(store.name, fault);
  }
  throw unavailable(address, failed, faults);
}

/** What is wrong with a copy, or undefined. */
async function findFault(
  store: EnvelopeStore,
  address: Bytes32,
  signal: AbortSignal,
): Promise<QuorateError | undefined> {
  try {
    await drainStream(checkEnvelope(store.get(address, { signal }), { address, store: store.name }));
    return undefined;
  } catch (error) {
    if (error instanceof QuorateError) return error;
    throw error;
  }
}

/** Copies, and answers what the giving store did wrong; what the taking one does is thrown. */
async function copy(
  store: EnvelopeStore,
  into: EnvelopeStore,
  address: Bytes32,
  limits: Parameters<EnvelopeStore["get"]>[1],
): Promise<QuorateError | undefined> {
  let fault: QuorateError | undefined;
  async function* note(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* checkEnvelope(store.get(address, limits), { address, store: store.name });
    } catch (error) {
      if (error instanceof QuorateError) fault = error;
      throw error;
    }
  }
  try {
    await into.put(address, note(), { signal: limits?.signal });
    return undefined;
  } catch (error) {
    if (fault !== undefined) return fault;
    throw error;
  }
}

function unavailable(address: Bytes32, failed: readonly FailedStore[], faults: readonly QuorateError[]): QuorateError {
  const said = failed.map(({ store, code }) => `${store} ${code}`).join(", ");
  return new QuorateError({
    code: "ENVELOPE_UNAVAILABLE",
    summary:
      failed.length === 0
        ? `The envelope ${address} is not here, and no other store is named.`
        : `None of ${failed.length} stores gave ${address}: ${said}.`,
    remedy: "Ask the sender and the other parties to put it back; if nobody has it, reject the record as unavailable.",
    facts: { address, stores: failed.map(({ store }) => store), codes: failed.map(({ code }) => code) },
    faults,
  });
}
