// Loaded before a program of the batcher that a command started: once the command is gone, however it ended, the program is told
// to end, as by SIGTERM. A signal that reached both of them, as Ctrl-C does, counts once.

import { isMainThread } from "node:worker_threads";

/** A signal to a whole group of processes may reach us after our parent has acted upon it. */
const ECHO_MS = 500;
const POLL_MS = 100;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

if (isMainThread && process.connected) followParent();

function followParent(): void {
  let isTold = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Before the program listens nobody has heard it.
      isTold ||= isHeard(signal);
    });
  }
  const tell = (): void => {
    if (isTold) return;
    if (isHeard("SIGTERM")) process.kill(process.pid, "SIGTERM");
    else setTimeout(tell, POLL_MS);
  };
  process.once("disconnect", () => setTimeout(tell, ECHO_MS));
  // The channel alone is no reason to stay.
  process.channel?.unref();
}

function isHeard(signal: (typeof SIGNALS)[number]): boolean {
  return process.listenerCount(signal) > 1;
}
