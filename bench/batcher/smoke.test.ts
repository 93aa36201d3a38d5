import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect } from "chai";

const BENCH = fileURLToPath(new URL("../batcher.ts", import.meta.url));

describe("the batcher's benchmark", () => {
  it("measures everything once in some seconds, checks what was acknowledged, and prints nothing but JSON", async function () {
    this.timeout(600_000);
    const { stdout } = await promisify(execFile)(process.execPath, [BENCH, "--smoke", "--json"]);
    const report: Record<string, Record<string, unknown>> = JSON.parse(stdout);
    expect(Object.keys(report)).to.deep.equal(["tps", "ratios", "latencyMs", "rejectedAt80", "postgresOverSqlite"]);
    for (const group of ["tps", "ratios", "latencyMs"]) {
      for (const [name, spread] of Object.entries(report[group] ?? {})) {
        expect(spread, name).to.have.property("median").that.is.greaterThan(0);
      }
    }
    expect(report.rejectedAt80, "good records refused").to.have.property("max").that.equals(0);
  });
});
