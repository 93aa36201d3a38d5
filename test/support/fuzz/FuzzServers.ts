import { type FuzzServer, type FuzzServerOptions, startFuzzServer } from "./startFuzzServer.ts";

/** The servers of a file of tests, of which none stays open: whatever became of a test, and of the time that it had. */
export class FuzzServers {
  readonly #starting: Promise<FuzzServer>[] = [];

  /** Starts another one. */
  async start(options?: FuzzServerOptions): Promise<FuzzServer> {
    const starting = startFuzzServer(options);
    this.#starting.push(starting);
    return await starting;
  }

  /** Closes all of them, those that are still starting too. */
  async close(): Promise<void> {
    for (const started of await Promise.allSettled(this.#starting.splice(0)))
      if (started.status === "fulfilled") await started.value.close();
  }
}
