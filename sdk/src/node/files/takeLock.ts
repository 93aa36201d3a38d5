import { randomBytes } from "node:crypto";
import { open, readFile, stat, unlink } from "node:fs/promises";

import { QuorateError } from "../../errors/QuorateError.ts";
import { sleep } from "../../internal/sleep.ts";
import { codeOfFault } from "./codeOfFault.ts";
import { isRunning, machine } from "./passingName.ts";

const PAUSE_MS = 20;
const MOMENT_MS = 5_000;

/** Gives a lock back. */
export type Unlock = () => Promise<void>;

/**
 * Takes the lock of a file, and waits for it where another one has it. The lock of a process of this machine that has died is taken away.
 *
 * @throws QuorateError KEYSTORE_LOCKED after `waitMs`; the signal's reason where it aborts
 */
export async function takeLock(path: string, waitMs: number, signal: AbortSignal): Promise<Unlock> {
  const lock = `${path}.lock`;
  const until = performance.now() + waitMs;
  while (!(await take(lock))) {
    if (await breakDead(lock)) continue;
    if (performance.now() >= until) throw await locked(path, lock);
    await sleep(PAUSE_MS, signal);
  }
  const unlock = (): Promise<void> => unlink(lock);
  if (signal.aborted) await unlock();
  signal.throwIfAborted();
  return unlock;
}

async function take(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, "wx", 0o600); // DEFENCE: one-writer ["wx" => "w"]
    try {
      await file.writeFile(`${machine()} ${process.pid} ${randomBytes(8).toString("hex")}`);
    } catch (error) {
      await unlink(lock);
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (codeOfFault(error) === "EEXIST") return false;
    throw error;
  }
}

/** Takes a dead one's lock away. Whoever does so holds a lock on that, else two could do it, the second one to a living one's. */
async function breakDead(lock: string): Promise<boolean> {
  const seen = await readHolder(lock);
  if (seen === undefined) return true;
  if (!seen.isDead || !(await take(`${lock}.break`))) return false;
  try {
    const now = await readHolder(lock);
    if (now?.text === seen.text) await unlink(lock);
    return true;
  } finally {
    await unlink(`${lock}.break`);
  }
}

interface Holder {
  readonly text: string;
  readonly host: string;
  readonly pid: number;
  readonly isDead: boolean;
}

async function readHolder(lock: string): Promise<Holder | undefined> {
  try {
    const [text, { mtimeMs }] = [await readFile(lock, "utf8"), await stat(lock)];
    const [host = "", pid = ""] = text.split(" ");
    // Between making a lock and writing into it there is a moment; who dies in it leaves an empty one.
    const isDead =
      text === "" ? Date.now() - mtimeMs > MOMENT_MS : host === machine() && !isRunning(Number(pid), mtimeMs);
    return { text, host, pid: Number(pid), isDead };
  } catch (error) {
    if (codeOfFault(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function locked(path: string, lock: string): Promise<QuorateError> {
  const { host = "", pid = 0 } = (await readHolder(lock)) ?? {};
  return new QuorateError({
    code: "KEYSTORE_LOCKED",
    summary: `The process ${pid} on ${host} is changing the key store ${path}.`,
    remedy: `Try again when it is done; if no such process runs any more, delete ${lock}, and ${lock}.break where it is.`,
    facts: { path, host, pid },
  });
}
