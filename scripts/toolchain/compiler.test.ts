import { execFileSync } from "node:child_process";

import { expect } from "chai";

import { SOLC_VERSION, soljsonPath } from "./compiler.ts";

describe("the compiler", () => {
  it("is the version it is said to be, asked itself", () => {
    const ask = 'process.stdout.write(require(process.argv[1]).cwrap("solidity_version", "string", [])())';
    const answer = execFileSync(process.execPath, ["-e", ask, soljsonPath()], { encoding: "utf8" });
    expect(answer).to.match(new RegExp(`^${SOLC_VERSION.replaceAll(".", "\\.")}\\+commit`));
  });
});
