import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { findThrownCodes } from "./findThrownCodes.ts";
import { listErrorCodes } from "./listErrorCodes.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const read = (...patterns: readonly string[]): readonly { readonly file: string; readonly text: string }[] =>
  globSync([...patterns], { cwd: root }).map((file) => ({ file, text: readFileSync(`${root}${file}`, "utf8") }));

describe("the error codes", () => {
  // REQ-SDK-09
  it("are thrown, say what to do, and have a sentence each", () => {
    for (const { code, sentence, remedies, facts } of listErrorCodes(root)) {
      expect(sentence, code).to.match(/^[A-Z].*\.$/);
      for (const remedy of remedies) expect(remedy, code).to.match(/^[A-Z{].*[.}]$/);
      for (const fact of facts) expect(fact, code).to.match(/^[a-z]\w*$/);
    }
  });

  // REQ-SDK-09
  it("of the SDK are each named by a test", () => {
    const sources = read("sdk/src/**/*.ts").filter(({ file }) => !/\.test\.ts$|generated/.test(file));
    const tests = read("sdk/src/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts")
      .map(({ text }) => text)
      .join("\n");
    const thrown = new Set(findThrownCodes(sources).map(({ code }) => code));
    expect(thrown.size).to.be.greaterThan(40);
    expect([...thrown].filter((code) => !new RegExp(`\\b${code}\\b`).test(tests))).to.deep.equal([]);
  });
});
