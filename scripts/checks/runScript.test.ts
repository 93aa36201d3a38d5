import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";

import { runScript } from "./runScript.ts";

describe("runScript", function () {
  if (process.platform === "win32") this.pending = true;
  const before = process.cwd();
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "quorate-script-"));
    const scripts = {
      good: "echo fine",
      bad: "echo broken >&2; exit 3",
      slow: "(sleep 2; touch late) & wait",
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts }));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it("tells that a script succeeded, and what it printed", async () => {
    expect(await runScript("good", 20)).to.include({ ok: true, overBudget: false, output: "fine\n" });
  });

  it("tells that a script failed", async () => {
    const outcome = await runScript("bad", 20);
    expect(outcome).to.include({ ok: false, overBudget: false });
    expect(outcome.output).to.include("broken");
  });

  it("ends a script that is over its budget, with everything it started", async () => {
    const outcome = await runScript("slow", 1);
    expect(outcome).to.include({ ok: false, overBudget: true });
    await setTimeout(2500);
    expect(existsSync(join(folder, "late"))).to.equal(false);
  });
});
