import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";

import { addressEnvelope, checkEnvelope } from "../../crypto/envelope/checkEnvelope.ts";
import { streamBytes } from "../../crypto/stream/collectBytes.ts";
import { drainStream } from "../../crypto/stream/drainStream.ts";
import { followStream, type StreamLimits } from "../../crypto/stream/followStream.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { EnvelopeSource, EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { codeOfFault } from "../files/codeOfFault.ts";
import { flushFolder } from "../files/flushFolder.ts";
import { createPassingName, isAbandoned } from "../files/passingName.ts";
import { readPieces } from "../files/readPieces.ts";
import { writePieces } from "../files/writePieces.ts";
import { failAs, toStoreError } from "./toStoreError.ts";

/** Where envelopes stand while they are written. The listing never looks there. */
const INCOMING = ".incoming";
const FOLDER = /^[0-9a-f]{2}$/;
const FILE = /^[0-9a-f]{64}$/;

/** A folder as a store, which can also keep an envelope whose address is known only at its end: one that is being sealed. */
export interface DirectoryStore extends EnvelopeStore {
  /**
   * Keeps an envelope and tells its address.
   *
   * @throws QuorateError ENVELOPE_MALFORMED, ENVELOPE_UNSUPPORTED, STORE_FULL, STORE_FAILED, ABORTED
   */
  readonly keep: (envelope: EnvelopeSource, limits?: StreamLimits) => Promise<Bytes32>;
}

/** Which folder, and what it is called. */
export interface CreateDirectoryStoreParameters extends WaitLimits {
  /** Made where it is missing; only its owner may then open it. */
  readonly path: string;
  /** What errors and reports call the store; its path unless given. */
  readonly name?: string | undefined;
}

/**
 * Keeps envelopes as files in folders by the first two digits of their addresses. A file gets its name when it is checked and on disk, so
 * a kill or a full disk leaves nothing that is listed, and what a dead process left is cleared away here. Bytes that are not the
 * address's are never served.
 *
 * @throws QuorateError STORE_FULL, STORE_FAILED, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const store: DirectoryStore = await createDirectoryStore({ path: "envelopes" });
 * const address: Bytes32 = await store.keep(envelope);
 * ```
 */
export async function createDirectoryStore(parameters: CreateDirectoryStoreParameters): Promise<DirectoryStore> {
  const { path, name = path } = parameters;
  const folder: StoreFolder = { path, name };
  const prepare = async (): Promise<void> => {
    await mkdir(join(path, INCOMING), { recursive: true, mode: 0o700 });
    await sweep(join(path, INCOMING));
  };
  await withLimits(parameters, OFF_LINE, "opening a store", () => failAs(name, prepare));
  return {
    name,
    keep: (envelope, limits) => keep(folder, envelope, limits),
    put: (address, envelope, limits) => put(folder, parseBytes32(address), envelope, limits),
    get: (address, limits) => get(folder, parseBytes32(address), limits),
    has: (address) => failAs(folder.name, async () => has(locate(folder, parseBytes32(address)))),
    delete: (address) => failAs(folder.name, async () => remove(locate(folder, parseBytes32(address)))),
    list: (limits) => list(folder, limits),
  };
}

interface StoreFolder {
  readonly path: string;
  readonly name: string;
}

async function keep(folder: StoreFolder, envelope: EnvelopeSource, limits: StreamLimits = {}): Promise<Bytes32> {
  let found: Bytes32 | undefined;
  const told = addressEnvelope(follow(envelope, limits), (address) => {
    found = address;
  });
  return failAs(folder.name, () =>
    writeAndName(folder, told, () => {
      if (found === undefined) throw new TypeError("an envelope that ends has an address");
      return found;
    }),
  );
}

async function put(
  folder: StoreFolder,
  address: Bytes32,
  envelope: EnvelopeSource,
  limits: StreamLimits = {},
): Promise<void> {
  const checked = checkEnvelope(follow(envelope, limits), { address, store: folder.name });
  await failAs(folder.name, () => writeAndName(folder, checked, () => address));
}

async function writeAndName(
  folder: StoreFolder,
  pieces: AsyncIterable<Uint8Array>,
  addressOf: () => Bytes32,
): Promise<Bytes32> {
  const passing = join(folder.path, INCOMING, createPassingName());
  await writePieces(passing, pieces);
  try {
    const address = addressOf();
    const file = locate(folder, address);
    if ((await mkdir(dirname(file), { recursive: true, mode: 0o700 })) !== undefined) await flushFolder(folder.path);
    await rename(passing, file);
    await flushFolder(dirname(file));
    return address;
  } catch (error) {
    await unlink(passing).catch(() => undefined);
    throw error;
  }
}

async function* get(
  folder: StoreFolder,
  address: Bytes32,
  limits: StreamLimits = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await failAs(folder.name, () => openEnvelope(folder, address));
  try {
    // Read to its end before the first byte is served, and through the same handle again.
    const checked = checkEnvelope(follow(readPieces(file), { signal: limits.signal }), { address, store: folder.name });
    await drainStream(checked); // DEFENCE: checked-before-served
    yield* followStream(readPieces(file), "fetching", limits);
  } catch (error) {
    throw toStoreError(folder.name, error);
  } finally {
    await file.close();
  }
}

async function openEnvelope(folder: StoreFolder, address: Bytes32): Promise<FileHandle> {
  try {
    return await open(locate(folder, address), constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (cause) {
    if (codeOfFault(cause) !== "ENOENT") throw cause;
    throw new QuorateError({
      code: "ENVELOPE_MISSING",
      summary: `${folder.name} does not hold ${address}.`,
      remedy: "Fetch it from another store or another party.",
      facts: { address, store: folder.name },
    });
  }
}

async function has(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isFile();
  } catch (error) {
    if (codeOfFault(error) === "ENOENT") return false;
    throw error;
  }
}

async function remove(file: string): Promise<boolean> {
  try {
    await unlink(file);
  } catch (error) {
    if (codeOfFault(error) === "ENOENT") return false;
    throw error;
  }
  await flushFolder(dirname(file));
  return true;
}

async function* list(folder: StoreFolder, { signal }: StreamLimits = {}): AsyncGenerator<Bytes32, void, undefined> {
  for (const part of (await failAs(folder.name, () => readdir(folder.path)))
    .filter((name) => FOLDER.test(name))
    .sort()) {
    const files = await failAs(folder.name, () => readdir(join(folder.path, part), { withFileTypes: true }));
    const names = files.filter((file) => file.isFile() && FILE.test(file.name) && file.name.startsWith(part));
    for (const name of names.map((file) => file.name).sort()) {
      if (signal?.aborted) throw aborted(signal);
      yield parseBytes32(`0x${name}`);
    }
  }
}

/** Takes away what processes left that ended in the middle of writing. */
async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const stats = await lstat(path).catch(() => undefined);
    if (stats !== undefined && isAbandoned(name, stats.mtimeMs, Date.now())) await unlink(path).catch(() => undefined);
  }
}

function locate({ path }: StoreFolder, address: Bytes32): string {
  return join(path, address.slice(2, 4), address.slice(2));
}

function follow(envelope: EnvelopeSource, limits: StreamLimits): AsyncIterable<Uint8Array> {
  return followStream(envelope instanceof Uint8Array ? streamBytes(envelope) : envelope, "storing", limits);
}

function aborted(signal: AbortSignal): QuorateError {
  return new QuorateError({
    code: "ABORTED",
    summary: "Stopped while listing a store.",
    remedy: "Start it again when it is wanted.",
    facts: { doing: "listing" },
    cause: signal.reason,
  });
}
