import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { parseSite } from "./parseSite.ts";
import type { Site } from "./Site.ts";

/** A node that runs, and its end. */
export interface OpenSite {
  readonly site: Site;
  readonly close: () => void;
}

/** Starts the node in a process of its own and founds the consortium on it. */
export async function openSite(): Promise<OpenSite> {
  const program = fileURLToPath(new URL("serveSite.ts", import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const site = await new Promise<Site>((resolve, reject) => {
    lines.once("line", (line) => resolve(parseSite(JSON.parse(line))));
    child.once("exit", (code) => reject(new Error(`the node ended with ${code}`)));
  });
  return { site, close: () => void child.kill() };
}
