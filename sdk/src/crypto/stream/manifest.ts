import { concatBytes } from "@noble/hashes/utils.js";
import type { Bytes } from "../../types/Bytes.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { toBytes32 } from "../commitment/toBytes32.ts";
import { keccak256 } from "../hashing/keccak.ts";
import { hashSha256 } from "../hashing/sha256.ts";
import { type NodeCrypto, nodeCrypto } from "../platform/nodeCrypto.ts";
import { splitParts } from "./splitParts.ts";
/** How many bytes one part has: of a document, of a content and of a ciphertext's hash. */
export const PART_BYTES = 1_048_576;
/** Where WebCrypto becomes faster than the same in JavaScript; measured on Node 24. */
const SMALL_BYTES = 16_384;

/** The parts of a stream by their hashes: so many bytes, and SHA-256 of each part, the last one shorter than the others. */
export interface Manifest {
  readonly length: number;
  readonly digests: readonly Uint8Array[];
}

/** A manifest that grows with a stream. */
export interface ManifestBuilder {
  readonly add: (part: Bytes) => Promise<void>;
  readonly finish: () => Manifest;
}

/** Begins a manifest. Parts are added in order, all of one length but the last. */
export function startManifest(): ManifestBuilder {
  const digests: Uint8Array[] = [];
  let length = 0;
  return {
    add: async (part) => {
      length += part.length;
      digests.push(await digestPart(part));
    },
    finish: () => ({ length, digests }),
  };
}

/** The manifest of a stream, which is read to its end, in parts of 1 MiB or of the length that is given. */
export async function createManifest(source: AsyncIterable<Uint8Array>, size = PART_BYTES): Promise<Manifest> {
  const builder = startManifest();
  for await (const part of splitParts(source, size)) await builder.add(part);
  return builder.finish();
}

/** SHA-256 of one part. A small one is done before WebCrypto's thread has been woken. */
export async function digestPart(part: Bytes, node: NodeCrypto | null = nodeCrypto): Promise<Uint8Array> {
  if (part.length <= SMALL_BYTES) return node === null ? hashSha256(part) : node.hash("sha256", part, "buffer");
  return new Uint8Array(await crypto.subtle.digest("SHA-256", part));
}

/** A manifest as bytes: its length in 8 bytes, then the digests. */
export function encodeManifest({ length, digests }: Manifest): Uint8Array {
  const size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, BigInt(length));
  return concatBytes(size, ...digests);
}

/** The manifest that bytes stand for, or undefined where they are none. */
export function decodeManifest(bytes: Uint8Array): Manifest | undefined {
  if (bytes.length % 32 !== 8) return undefined;
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  const parts = (bytes.length - 8) / 32;
  if (!Number.isSafeInteger(length) || Math.ceil(length / PART_BYTES) !== parts) return undefined;
  return { length, digests: Array.from({ length: parts }, (_, index) => bytes.slice(8 + 32 * index, 40 + 32 * index)) };
}

/** The hash of a stream by its manifest. */
export function hashManifest(manifest: Manifest): Bytes32 {
  return toBytes32(keccak256(encodeManifest(manifest)));
}
