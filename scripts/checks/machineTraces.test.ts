import { expect } from "chai";

import { findMachineFaults } from "./machineTraces.ts";

// Put together here, so that this file itself holds no such line.
const slash = "/";
const scheme = `https:${slash}${slash}`;

describe("traces of one machine", () => {
  for (const line of [
    `read("${slash}tmp${slash}members.csv")`,
    `cd ${slash}home${slash}ana`,
    `"resolved": "${scheme}mirror.example${slash}a.tgz"`,
    `npm ci --registry=${scheme}registry.example.org`,
  ]) {
    it(`are found in ${line}`, () => expect(findMachineFaults("a.md", line)).to.not.be.empty);
  }

  for (const line of ["../shared/data/members.csv", "network/tmp/x", 'import "./work/plan.ts"', "0x/root"]) {
    it(`are not seen in ${line}`, () => expect(findMachineFaults("a.md", line)).to.deep.equal([]));
  }
});
