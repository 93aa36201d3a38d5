import { spawnSync } from "node:child_process";

import { expect } from "chai";

import { createPassingName, isAbandoned, isRunning, machine } from "./passingName.ts";

const NOW = Date.now();
const DAY_MS = 86_400_000;

describe("a passing name", () => {
  const { pid: gone = 0 } = spawnSync("true");

  it("is not abandoned while the process that made it runs", () => {
    expect(isAbandoned(createPassingName(), NOW, NOW)).to.equal(false);
    expect(createPassingName()).to.not.equal(createPassingName());
  });

  it("is abandoned when that process is gone, or was another one of the same number", () => {
    expect(isAbandoned(`${machine()}.${gone}.${"0".repeat(16)}.part`, NOW, NOW)).to.equal(true);
    expect(isRunning(process.pid, NOW)).to.equal(true);
    expect(isRunning(process.pid, performance.timeOrigin - 60_000)).to.equal(false);
    expect(isRunning(process.ppid, 0)).to.equal(true);
    expect(isRunning(gone, NOW)).to.equal(false);
  });

  it("of another machine is abandoned after a day", () => {
    const name = `elsewhere.1.${"0".repeat(16)}.part`;
    expect(isAbandoned(name, NOW - DAY_MS + 1_000, NOW)).to.equal(false);
    expect(isAbandoned(name, NOW - DAY_MS - 1_000, NOW)).to.equal(true);
  });

  it("is told from a name that means something else", () => {
    for (const name of [
      "envelope",
      "a.1.part",
      `${machine()}.${gone}.${"g".repeat(16)}.part`,
      `${machine()}.x.${"0".repeat(16)}.part`,
    ])
      expect(isAbandoned(name, 0, NOW), name).to.equal(false);
  });
});
