import { readFileSync } from "node:fs";

import { expect } from "chai";

import { isRefusal, refusals } from "#sdk/receipts";

import { formatOptions } from "../config.ts";
import { batcherCodes } from "../errors.ts";
import { listProblems, problemOf } from "./refusals.ts";

const manual = readFileSync(new URL("../../../docs/batcher.md", import.meta.url), "utf8");

describe("what a batcher answers", () => {
  it("stands in its manual: every code, its status, whether a retry helps, and what to do", () => {
    for (const code of listProblems()) {
      const { status, retry, title, remedy } = problemOf(code);
      const number = isRefusal(code) ? refusals[code].number : "";
      expect(manual).to.include(
        `| \`${code}\` | ${number} | ${status} | ${retry ? "yes" : "no"} | ${title} | ${remedy} |`,
      );
    }
  });

  it("names each code once, and each number once", () => {
    const codes = listProblems();
    expect(new Set(codes).size).to.equal(codes.length);
    const numbers = Object.values(refusals).map(({ number }) => number);
    expect(new Set(numbers).size).to.equal(numbers.length);
  });

  it("has its options and the faults that end a start in the manual too", () => {
    for (const line of formatOptions().split("\n")) expect(manual).to.include(line);
    for (const [code, meaning] of Object.entries(batcherCodes))
      expect(manual).to.include(`| \`${code}\` | ${meaning} |`);
  });
});
