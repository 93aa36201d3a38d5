import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { workplaceOptions } from "../terminal/Workplace.ts";
import { commands } from "./commands.ts";

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/command-line.md",
  "docs/governance.md",
  "docs/founding.md",
  "docs/records.md",
  "docs/batching.md",
];
const root = new URL("../../", import.meta.url);
const read = (page: string): string => readFileSync(fileURLToPath(new URL(page, root)), "utf8");

describe("The commands of quorate", () => {
  it("have a name of their own, a sentence, and no option that every command has already", () => {
    expect(new Set(commands.map(({ name }) => name)).size).to.equal(commands.length);
    for (const { name, summary, options = {} } of commands) {
      expect(summary, name).to.match(/^[A-Z].*\.$/);
      expect(
        Object.keys(options).filter((option) => option in workplaceOptions),
        name,
      ).to.deep.equal([]);
    }
  });

  for (const page of PAGES) {
    it(`are called in ${page} by words and options that they have`, () => {
      for (const line of read(page).split("\n")) {
        const [, typed] = /^(?:npx )?quorate (.+?)(?: +#.*)?$/.exec(line) ?? [];
        if (typed === undefined || typed.startsWith("<") || typed.startsWith("--")) continue;
        const command = commands.find(({ name }) => `${typed} `.startsWith(`${name} `));
        expect(command?.name, line).to.be.a("string");
        const known = Object.keys({ ...command?.options, ...workplaceOptions });
        for (const [, option] of typed.matchAll(/ --([a-z-]+)/g)) expect(known, line).to.include(option);
      }
    });
  }
});
