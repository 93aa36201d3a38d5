import { QuorateError } from "../../errors/QuorateError.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import { type Suite, suites } from "../../types/Suite.ts";
import { fromHex, toBytes32, toHex } from "../commitment/toBytes32.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { PART_BYTES } from "../stream/manifest.ts";
import { encodeCbor, readBytes, readInteger, readMap, readText } from "./cbor.ts";

const VERSION = 1;
const PADDING = "padme";
const KEYS = [
  "v",
  "suite",
  "chainId",
  "registry",
  "recordContext",
  "schemaId",
  "contentRoot",
  "padding",
  "chunk",
  "created",
] as const;

/** What an envelope says of itself, in the clear. */
export interface EnvelopeHeader {
  readonly suite: Suite;
  readonly chainId: bigint;
  /** In lower case: nobody reads it from here. */
  readonly registry: Hex;
  readonly recordContext: Bytes32;
  /** How the fields map to a message; 32 zero bytes where they map to none. */
  readonly schemaId: Bytes32;
  readonly contentRoot: Bytes32;
  /** Whether the ciphertext is one piece or chunks of 1 MiB. */
  readonly chunked: boolean;
  /** When it was sealed by the sender's clock, in unix seconds. */
  readonly created: bigint;
}

/** The header as it is encoded, without its encoding. */
export function toHeaderFields(header: EnvelopeHeader): Readonly<Record<(typeof KEYS)[number], unknown>> {
  return {
    v: VERSION,
    suite: header.suite,
    chainId: header.chainId,
    registry: fromHex(header.registry),
    recordContext: fromHex(header.recordContext),
    schemaId: fromHex(header.schemaId),
    contentRoot: fromHex(header.contentRoot),
    padding: PADDING,
    chunk: header.chunked ? PART_BYTES : 0,
    created: header.created,
  };
}

/** What all of an envelope is bound to: the hash of its header in deterministic CBOR. */
export function hashHeader(header: EnvelopeHeader): Uint8Array {
  return keccak256(encodeCbor(toHeaderFields(header)));
}

/** Reads a header. @throws QuorateError ENVELOPE_UNSUPPORTED; TypeError where it is none */
export function readHeader(value: unknown): EnvelopeHeader {
  const version = value instanceof Map ? value.get("v") : undefined;
  if (version !== VERSION && typeof version === "number") throw unsupported("version", version);
  const fields = readMap(value, KEYS);
  if (version !== VERSION) throw new TypeError("not a version");
  const suite = suites.find((known) => known === fields.get("suite"));
  if (suite === undefined) throw unsupported("suite", fields.get("suite"));
  if (readText(fields.get("padding")) !== PADDING) throw unsupported("padding", fields.get("padding"));
  const chunk = readInteger(fields.get("chunk"));
  if (chunk !== 0n && chunk !== BigInt(PART_BYTES)) throw unsupported("chunk", chunk);
  return {
    suite,
    chainId: readInteger(fields.get("chainId")),
    registry: toHex(readBytes(fields.get("registry"), 20)),
    recordContext: toBytes32(readBytes(fields.get("recordContext"), 32)),
    schemaId: toBytes32(readBytes(fields.get("schemaId"), 32)),
    contentRoot: toBytes32(readBytes(fields.get("contentRoot"), 32)),
    chunked: chunk !== 0n,
    created: readInteger(fields.get("created")),
  };
}

function unsupported(part: string, value: unknown): QuorateError {
  const shown = String(value).slice(0, 40);
  return new QuorateError({
    code: "ENVELOPE_UNSUPPORTED",
    summary: `The envelope's ${part} is ${shown}, which this release does not know.`,
    remedy: "Open it with the release that it was sealed with, or a newer one.",
    facts: { part, value: shown },
  });
}
