import { checkEnvelope } from "../../crypto/envelope/checkEnvelope.ts";
import { followStream, type StreamLimits } from "../../crypto/stream/followStream.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { createWatch, type Watch } from "../../internal/createWatch.ts";
import { readAddresses } from "../../internal/readAddresses.ts";
import { ENVELOPES_PATH, type StoreAnswer, toStoreAnswer } from "../../internal/storeAnswers.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { EnvelopeSource, EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

const DEFAULT_IDLE_MS = 30_000;

/** Where a store is and how its operator is asked. */
export interface CreateHttpStoreParameters {
  /** The address of the store's server, as in `https://store.bank.example`. */
  readonly url: string;
  /** What errors and reports call the store; its host unless given. */
  readonly name?: string | undefined;
  /** What proves to the operator who asks, as in `{ authorization: "Bearer ..." }`; asked for each request. */
  readonly headers?: (() => Promise<Readonly<Record<string, string>>>) | undefined;
  /** After so long without an answer or a byte the store counts as unreachable; 30 seconds unless given. */
  readonly idleMs?: number | undefined;
}

/**
 * A store behind a URL, in a page or in Node. It is not trusted: what it gives is checked against its address. A page sends a stream only
 * where the browser can (Chrome over HTTP/2); bytes it can always send.
 *
 * @example
 * ```ts
 * const store: EnvelopeStore = createHttpStore({ url: "https://store.bank.example" });
 * ```
 */
export function createHttpStore(parameters: CreateHttpStoreParameters): EnvelopeStore {
  const url = new URL(parameters.url);
  // The host alone: paths and queries of such addresses may hold tokens.
  const { name = url.host } = parameters;
  const remote: Remote = { ...parameters, name, url: `${url.origin}${url.pathname.replace(/\/$/, "")}` };
  return {
    name,
    put: (address, envelope, limits) => put(remote, parseBytes32(address), envelope, limits),
    get: (address, limits) => get(remote, parseBytes32(address), limits),
    has: (address, limits) => ask(remote, "HEAD", parseBytes32(address), limits),
    delete: (address, limits) => ask(remote, "DELETE", parseBytes32(address), limits),
    list: (limits) => list(remote, limits),
  };
}

interface Remote extends CreateHttpStoreParameters {
  readonly name: string;
}

interface StoreRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  readonly address: Bytes32 | null;
  readonly envelope?: EnvelopeSource;
  readonly limits: StreamLimits;
}

async function put(
  remote: Remote,
  address: Bytes32,
  envelope: EnvelopeSource,
  limits: StreamLimits = {},
): Promise<void> {
  await withWatch(remote, limits, async (watch) => {
    const response = await send(remote, { method: "PUT", address, envelope, limits }, watch);
    await response.body?.cancel();
    if (!response.ok) throw refuse(remote, address, response);
  });
}

async function ask(
  remote: Remote,
  method: "HEAD" | "DELETE",
  address: Bytes32,
  limits: StreamLimits = {},
): Promise<boolean> {
  return withWatch(remote, limits, async (watch) => {
    const response = await send(remote, { method, address, limits }, watch);
    await response.body?.cancel();
    if (response.status === 404) return false;
    if (!response.ok) throw refuse(remote, address, response);
    return true;
  });
}

async function* get(
  remote: Remote,
  address: Bytes32,
  limits: StreamLimits = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const body = followStream(download(remote, address, limits), "fetching", limits);
  yield* checkEnvelope(body, { address, store: remote.name });
}

async function* list(remote: Remote, limits: StreamLimits = {}): AsyncGenerator<Bytes32, void, undefined> {
  yield* readAddresses(followStream(download(remote, null, limits), "fetching", limits), remote.name);
}

/** The body of an answer, watched piece by piece. */
async function* download(
  remote: Remote,
  address: Bytes32 | null,
  limits: StreamLimits,
): AsyncGenerator<Uint8Array, void, undefined> {
  const watch = createWatch(remote.idleMs ?? DEFAULT_IDLE_MS, limits.signal);
  try {
    const response = await send(remote, { method: "GET", address, limits }, watch);
    if (!response.ok) {
      await response.body?.cancel();
      throw refuse(remote, address, response);
    }
    const reader = response.body?.getReader();
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done || value === undefined) return;
      watch.stir();
      yield value;
      // The one who reads may take its time.
      watch.stir();
    }
  } catch (error) {
    throw toUnreachable(remote, watch, error);
  } finally {
    watch.end();
  }
}

async function send({ url, headers }: Remote, request: StoreRequest, watch: Watch): Promise<Response> {
  const { method, address, envelope, limits } = request;
  const proof = await headers?.();
  watch.signal.throwIfAborted();
  return fetch(`${url}${ENVELOPES_PATH}${address === null ? "" : `/${address}`}`, {
    method,
    headers: { ...proof },
    // An answer from elsewhere would see the proof.
    redirect: "error",
    credentials: "omit",
    cache: "no-store",
    signal: watch.signal,
    ...(envelope === undefined ? {} : toBody(envelope, limits, watch)),
  });
}

/** Bytes as they are, and a stream piece by piece as the network takes it. */
function toBody(envelope: EnvelopeSource, limits: StreamLimits, watch: Watch): SentBody {
  if (envelope instanceof Uint8Array) return { body: new Uint8Array(envelope) };
  const pieces = followStream(envelope, "storing", limits);
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { done = false, value } = await pieces.next();
        watch.stir();
        if (done || value === undefined) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        watch.blame(error);
        controller.error(error);
      }
    },
    cancel: async () => {
      await pieces.return();
    },
  });
  return { body, duplex: "half" };
}

interface SentBody {
  readonly body: Bytes | ReadableStream<Uint8Array>;
  /** What the standard asks of a body that is a stream. */
  readonly duplex?: "half";
}

async function withWatch<Value>(
  remote: Remote,
  { signal }: StreamLimits,
  work: (watch: Watch) => Promise<Value>,
): Promise<Value> {
  const watch = createWatch(remote.idleMs ?? DEFAULT_IDLE_MS, signal);
  try {
    return await work(watch);
  } catch (error) {
    throw toUnreachable(remote, watch, error);
  } finally {
    watch.end();
  }
}

function toUnreachable({ name, idleMs = DEFAULT_IDLE_MS }: Remote, watch: Watch, cause: unknown): unknown {
  if (watch.blamed() !== undefined) return watch.blamed();
  if (cause instanceof QuorateError) return cause;
  if (watch.stopped()) {
    return new QuorateError({
      code: "ABORTED",
      summary: `Stopped while asking ${name}.`,
      remedy: "Start it again when it is wanted.",
      facts: { doing: `asking ${name}` },
      cause,
    });
  }
  return new QuorateError({
    code: "STORE_UNREACHABLE",
    summary: watch.isIdle() ? `${name} gave no sign for ${idleMs} ms.` : `${name} does not answer, or broke off.`,
    remedy: "Check the URL and the network, or ask another store or another party.",
    facts: { store: name },
    cause,
  });
}

function refuse({ name }: Remote, address: Bytes32 | null, { status }: Response): QuorateError {
  const refusal = <Code extends StoreAnswer>(code: Code, remedy: string): QuorateError =>
    new QuorateError({
      code,
      summary: `${name} answered ${status} to what was asked of ${address ?? "its list"}.`,
      remedy,
      facts: { store: name, address, status },
    });
  switch (toStoreAnswer(status)) {
    case "ENVELOPE_MISSING":
      return refusal("ENVELOPE_MISSING", "Fetch it from another store or another party.");
    case "ENVELOPE_CORRUPT":
      return refusal("ENVELOPE_CORRUPT", "Fetch it from another store or party, and tell the operator of this one.");
    case "ENVELOPE_TOO_LARGE":
      return refusal(
        "ENVELOPE_TOO_LARGE",
        "Ask the operator for a higher limit, or divide the document among records.",
      );
    case "STORE_REFUSED":
      return refusal("STORE_REFUSED", "Ask the operator for access, and check what proves who you are.");
    case "STORE_BUSY":
      return refusal("STORE_BUSY", "Try again a little later.");
    case "STORE_FULL":
      return refusal("STORE_FULL", "Ask the operator to make room, or use another store.");
    case "STORE_FAILED":
      return refusal("STORE_FAILED", "Ask the operator to look at the store, or use another one.");
  }
}
