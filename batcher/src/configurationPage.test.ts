import { readFileSync } from "node:fs";

import { expect } from "chai";

import { formatOptions } from "./config.ts";

describe("The page about batches", () => {
  it("lists every option of the batcher with its default", () => {
    const page = readFileSync(new URL("../../docs/batching.md", import.meta.url), "utf8");
    expect(page).to.contain(`\`\`\`text\n${formatOptions()}\n\`\`\`\n`);
  });
});
