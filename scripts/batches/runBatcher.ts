import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Duplex } from "node:stream";

import type { Workplace } from "../terminal/Workplace.ts";

/** Which program of the batcher is run, and what it is told. */
export interface RunBatcherParameters {
  /** Its file in `batcher/src`. */
  readonly program: "main.ts" | "fsckMain.ts";
  /** What it is told, by the names of its options. It travels in variables: others on the machine can read arguments. */
  readonly options: Readonly<Record<string, string | null>>;
  /** What it reads from descriptor 3, and where nobody else can. */
  readonly secret?: string;
  /** Variables that it has no business with. */
  readonly withheld?: readonly string[];
  /** Takes what it prints; without it that is printed as it comes. */
  readonly onPrinted?: (text: string) => void;
}

const END_WITH_PARENT = new URL("./endWithParent.ts", import.meta.url).href;

/**
 * Runs a program of the batcher beside this one, with its output, until it ends, and answers its exit code. Where this process is told to stop, or is gone,
 * the program is told to stop too, and is waited for.
 */
export async function runBatcher(place: Workplace, parameters: RunBatcherParameters): Promise<number> {
  const { program, secret, onPrinted } = parameters;
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, join(place.root, "batcher", "src", program)], {
    env: variablesOf(place, parameters),
    stdio: ["inherit", onPrinted === undefined ? "inherit" : "pipe", "inherit", "pipe", "ipc"],
  });
  child.stdout?.setEncoding("utf8").on("data", (text: string) => onPrinted?.(text));
  hand(child, secret ?? "");
  const release = (): void => {
    if (child.connected) child.disconnect();
  };
  if (place.signal.aborted) release();
  place.signal.addEventListener("abort", release, { once: true });
  // A channel that we closed ourselves keeps the event "close" from coming.
  const isPrinted = child.stdout === null ? null : once(child.stdout, "close");
  const [code]: unknown[] = await once(child, "exit");
  await isPrinted;
  place.signal.removeEventListener("abort", release);
  return typeof code === "number" ? code : 1;
}

/** Where the secret is read, as the program's option `key-file` names it. */
export const SECRET_PLACE = "fd:3";

function hand(child: ChildProcess, secret: string): void {
  const pipe = child.stdio[3];
  if (!(pipe instanceof Duplex)) return;
  // A program that ended before it read has said why.
  pipe.on("error", () => undefined);
  // It goes both ways, and a way that is not read never ends.
  pipe.resume();
  pipe.end(secret);
}

function variablesOf(
  { environment }: Workplace,
  { options, withheld = [] }: RunBatcherParameters,
): Readonly<Record<string, string | undefined>> {
  const told = Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== null);
  const named = told.map(([name, value]) => [`QUORATE_BATCHER_${name.toUpperCase().replaceAll("-", "_")}`, value]);
  const kept = Object.entries(environment).filter(([name]) => !withheld.includes(name));
  return Object.fromEntries([...kept, ...named]);
}
