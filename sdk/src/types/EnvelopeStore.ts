import type { StreamLimits } from "../crypto/stream/followStream.ts";
import type { Bytes32 } from "./Hex.ts";

/**
 * Keeps envelopes by their addresses. An envelope's address is the id of its record, which follows from its bytes: so nobody has to trust a
 * store, and whoever reads the chain knows where to look and what must be there.
 */
export interface EnvelopeStore {
  /** What errors and reports call it: a folder, a URL, a party. */
  readonly name: string;
  /**
   * Keeps an envelope, whole or not at all; what stood under the address before is replaced.
   *
   * @throws QuorateError ENVELOPE_CORRUPT, ENVELOPE_UNSUPPORTED, ENVELOPE_TOO_LARGE, STORE_FULL, STORE_FAILED, STORE_UNREACHABLE, STORE_REFUSED, STORE_BUSY, ABORTED
   */
  readonly put: (address: Bytes32, envelope: EnvelopeSource, limits?: StreamLimits) => Promise<void>;
  /**
   * An envelope, read once. It is the address's only when the reading ends without an error.
   *
   * @throws QuorateError ENVELOPE_MISSING, ENVELOPE_CORRUPT, STORE_FAILED, STORE_UNREACHABLE, STORE_REFUSED, STORE_BUSY, ABORTED
   */
  readonly get: (address: Bytes32, limits?: StreamLimits) => AsyncIterable<Uint8Array>;
  /** Whether something stands under the address; its bytes are not looked at. */
  readonly has: (address: Bytes32, limits?: StreamLimits) => Promise<boolean>;
  /** Forgets an envelope, and tells whether there was one. */
  readonly delete: (address: Bytes32, limits?: StreamLimits) => Promise<boolean>;
  /** The addresses of all envelopes, ascending. */
  readonly list: (limits?: StreamLimits) => AsyncIterable<Bytes32>;
}

/** An envelope as bytes, or as a stream that is read once. */
export type EnvelopeSource = Uint8Array | AsyncIterable<Uint8Array>;
