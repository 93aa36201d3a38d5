import { spawnSync } from "node:child_process";

import type { Tool } from "./gates.ts";

/** Whether the tool answers, after an attempt to install it where it does not. */
export function provideTool(tool: Tool): boolean {
  if (answers(tool.command)) return true;
  const [manager, name] = tool.install;
  process.stdout.write(`installing ${name} with ${manager}\n`);
  if (manager === "apt-get") {
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", name);
  } else {
    run("python3", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name);
  }
  return answers(tool.command);
}

function answers(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

function run(command: string, ...words: readonly string[]): void {
  spawnSync(command, [...words], { stdio: ["ignore", "inherit", "inherit"] });
}
