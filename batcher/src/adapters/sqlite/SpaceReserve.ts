import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from "node:fs";

const CHUNK = new Uint8Array(1 << 20);

/**
 * Space on the store's disk that is taken while there is plenty, and given up when the disk is full: what was promised is
 * anchored then although nothing new is stored.
 */
export class SpaceReserve {
  readonly #path: string;
  readonly #bytes: number;

  constructor(path: string, bytes: number) {
    this.#path = path;
    this.#bytes = bytes;
  }

  /** Takes the space; false where there is not enough of it. */
  take(): boolean {
    if (this.#bytes === 0 || this.#size() === this.#bytes) return true;
    try {
      this.#fill();
      return true;
    } catch {
      this.release();
      return false;
    }
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }

  #fill(): void {
    const file = openSync(this.#path, "w", 0o600);
    try {
      for (let left = this.#bytes; left > 0; left -= writeSync(file, CHUNK, 0, Math.min(left, CHUNK.length)));
      // Some file systems find out about a full disk here only.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  #size(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
  }
}
