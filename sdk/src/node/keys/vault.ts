import { QuorateError } from "../../errors/QuorateError.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { NativeKey } from "../../types/NativeKey.ts";
import { codeOfFault } from "../files/codeOfFault.ts";
import { replaceFile } from "../files/replaceFile.ts";
import { takeLock } from "../files/takeLock.ts";
import { readPrivateFile } from "./readPrivateFile.ts";
import { type Derivation, openContent, parseSealed, type SealedFile, sealContent } from "./sealContent.ts";
import { decodeStored, encodeStored, type StoredContent } from "./storedContent.ts";

const DEFAULT_WAIT_MS = 10_000;

/** An open key store: a file of decryption keys. What it holds is reached by the verbs that take it, and by nothing that it shows. */
export interface KeyStore {
  readonly path: string;
}

/** How a store is opened, kept apart from what its owner sees. */
interface Access {
  readonly key: NativeKey;
  readonly derivation: Derivation;
}

/** What a change leaves, and what its caller is told. */
export interface Changed<Answer> {
  readonly content: StoredContent;
  readonly answer: Answer;
}

const accesses = new WeakMap<KeyStore, Access>();

/** A store that can be used. */
export function admitStore(path: string, access: Access): KeyStore {
  const store: KeyStore = Object.freeze({ path });
  accesses.set(store, access);
  return store;
}

/** What a store holds now, whoever has written it last. @throws QuorateError KEYSTORE_..., ABORTED, TIMED_OUT */
export async function readStore(store: KeyStore, limits: WaitLimits = {}): Promise<StoredContent> {
  return withLimits(limits, OFF_LINE, "reading the key store", () => readContent(store));
}

/**
 * Changes what a store holds. Others wait; what they have written before is what is changed. Once the writing begins it is not stopped.
 *
 * @throws QuorateError KEYSTORE_LOCKED, KEYSTORE_NOT_WRITTEN, KEYSTORE_..., ABORTED, and whatever `change` throws
 */
export async function changeStore<Answer>(
  store: KeyStore,
  limits: WaitLimits,
  change: (content: StoredContent) => Changed<Answer>,
): Promise<Answer> {
  return withLock(store.path, limits, async () => {
    const before = await readContent(store);
    const { content, answer } = change(before);
    if (content !== before) await writeContent(store.path, accessOf(store), content);
    return answer;
  });
}

/** Does work while nobody else changes the file. @throws QuorateError KEYSTORE_LOCKED, KEYSTORE_NOT_WRITTEN, ABORTED */
export async function withLock<Value>(path: string, limits: WaitLimits, work: () => Promise<Value>): Promise<Value> {
  const take = async (signal: AbortSignal): Promise<() => Promise<void>> => {
    try {
      return await takeLock(path, limits.timeoutMs ?? DEFAULT_WAIT_MS, signal);
    } catch (error) {
      throw codeOfFault(error)?.startsWith("E") && !(error instanceof QuorateError) ? notWritten(path, error) : error;
    }
  };
  const unlock = await withLimits({ signal: limits.signal }, OFF_LINE, "waiting for the key store", take);
  try {
    return await work();
  } finally {
    await unlock();
  }
}

/** Writes a whole store. @throws QuorateError KEYSTORE_NOT_WRITTEN */
export async function writeContent(path: string, { key, derivation }: Access, content: StoredContent): Promise<void> {
  const bytes = encodeStored(content);
  // What cannot be read again is not written.
  decodeStored(bytes);
  const text = await sealContent(key, derivation, bytes);
  try {
    await replaceFile(path, new TextEncoder().encode(text));
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

/** Reads the text of a store that is closed. @throws QuorateError KEYSTORE_UNREADABLE, KEYSTORE_NOT_A_FILE, KEYSTORE_EXPOSED, KEYSTORE_MALFORMED */
export async function readSealed(path: string): Promise<SealedFile> {
  const text = await readPrivateFile(path);
  try {
    return parseSealed(text);
  } catch {
    // What the parser says may quote the file.
    throw malformed(path);
  }
}

/** Opens what was read. @throws QuorateError KEYSTORE_PASSWORD_WRONG, KEYSTORE_MALFORMED */
export async function openSealed(path: string, key: NativeKey, sealed: SealedFile): Promise<StoredContent> {
  const bytes = await openContent(key, sealed).catch(() => {
    throw new QuorateError({
      code: "KEYSTORE_PASSWORD_WRONG",
      summary: `The password does not open ${path}, or the key store was altered.`,
      remedy: "Type the password again; if it is right, restore the key store from its copy.",
      facts: { path },
    });
  });
  try {
    return decodeStored(bytes);
  } catch {
    throw malformed(path);
  }
}

async function readContent(store: KeyStore): Promise<StoredContent> {
  return openSealed(store.path, accessOf(store).key, await readSealed(store.path));
}

function accessOf(store: KeyStore): Access {
  const access = accesses.get(store);
  if (access === undefined) throw new TypeError("a key store is opened with openKeyStore");
  return access;
}

function malformed(path: string): QuorateError {
  return new QuorateError({
    code: "KEYSTORE_MALFORMED",
    summary: `${path} is no key store of decryption keys, or of another version.`,
    remedy: "Check that this is the right file, and restore it from its copy if it was damaged.",
    facts: { path },
  });
}

function notWritten(path: string, cause: unknown): QuorateError {
  const code = codeOfFault(cause) ?? "";
  return new QuorateError({
    code: "KEYSTORE_NOT_WRITTEN",
    summary: `The key store ${path} could not be written (${code}); it is what it was.`,
    remedy: "Check that you may write in its folder and that the disk has room, and do it again.",
    facts: { path, code },
    cause,
  });
}
