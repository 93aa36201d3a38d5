#!/usr/bin/env node
import { formatOptions, readConfiguration } from "./config.ts";
import { isFault } from "./errors.ts";
import { type Service, startService } from "./service.ts";

/** Started, stopped as asked. */
const DONE = 0;
/** Could not start, could not go on, or did not end in time. */
const FAILED = 1;

const starting = new AbortController();
let service: Service | undefined;
let isStopping = false;

/** The first signal drains, the second ends at once. A start is ended; where it has come too far for that, it is drained as soon as it is complete. */
function stop(drainMs: number): void {
  if (isStopping) process.exit(FAILED);
  isStopping = true;
  starting.abort();
  if (service === undefined) setTimeout(() => fail(new Error("The start did not end in time.")), drainMs).unref();
  else drain(service, drainMs);
}

function drain(running: Service, drainMs: number): void {
  running.drain(AbortSignal.timeout(drainMs)).then(() => process.exit(DONE), fail);
}

function fail(error: unknown): void {
  if (isStopping && isFault(error, "STOPPED")) process.exit(DONE);
  const told = isFault(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${told.replace(/0x[0-9a-fA-F]{65,}/g, "0x[redacted]")}\n`);
  process.exit(FAILED);
}

async function run(): Promise<void> {
  const configuration = readConfiguration();
  const { drainMs } = configuration;
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => stop(drainMs));
  service = await startService({ configuration, signal: starting.signal });
  // The signal came when the start could not be ended any more.
  if (isStopping) drain(service, drainMs);
  else {
    const { url, operatorUrl } = service;
    process.stdout.write(`${JSON.stringify({ event: "listening", url, operatorUrl })}\n`);
  }
  try {
    await service.pipeline.ended;
  } catch (error) {
    // Whoever waits is told that nothing was stored before the connections end.
    await service.stop();
    throw error;
  }
}

if (process.argv.includes("--help")) {
  process.stdout.write(
    `A batcher takes signed records and anchors them. Each flag is a variable of the environment too: QUORATE_BATCHER_RPC_URL.\n\n${formatOptions()}\n`,
  );
} else run().catch(fail);
