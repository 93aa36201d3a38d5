import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

const PATTERN = /^(.+)\.(\d+)\.[0-9a-f]{16}\.part$/;
const DAY_MS = 86_400_000;

/** A name for a file that is being written. It says who writes, so that what a dead process left behind can be told. */
export function createPassingName(): string {
  return `${machine()}.${process.pid}.${randomBytes(8).toString("hex")}.part`;
}

/** Whether a name is of a file that was being written, and nobody writes it any more. */
export function isAbandoned(name: string, modifiedMs: number, now: number): boolean {
  const [, host, pid] = PATTERN.exec(name) ?? [];
  if (host === undefined) return false;
  return host === machine() ? !isRunning(Number(pid), modifiedMs) : now - modifiedMs > DAY_MS;
}

/** Whether the process that made something at that time still runs on this machine, as far as its number tells. */
export function isRunning(pid: number, madeAtMs: number): boolean {
  // A machine that starts anew gives the same numbers again: what is older than this process was another one's.
  if (pid === process.pid) return madeAtMs >= performance.timeOrigin - 1_000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** This machine's name, as a part of a file's name. */
export function machine(): string {
  return encodeURIComponent(hostname() || "localhost");
}
