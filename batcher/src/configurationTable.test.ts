import { readFileSync } from "node:fs";

import { expect } from "chai";

import { options } from "./config.ts";

describe("The page about batches", () => {
  it("lists every option of the batcher with its default", () => {
    const page = readFileSync(new URL("../../docs/batching.md", import.meta.url), "utf8");
    const [, table] = /<!-- configuration -->\n([\s\S]*?)<!-- \/configuration -->/.exec(page) ?? [];
    expect(table).to.equal(formatTable());
  });
});

function formatTable(): string {
  const rows = options.map(({ name, fallback, meaning }) => {
    const given = fallback === undefined ? "must be given" : fallback === "" ? "" : `\`${fallback}\``;
    return `| \`${name}\` | ${given} | ${meaning} |`;
  });
  return `${["| Option | Default | Meaning |", "|---|---|---|", ...rows].join("\n")}\n`;
}
