import { readdir, readFile } from "node:fs/promises";

import { expect } from "chai";

import { governedActions } from "./governedActions.ts";

const INTERFACES = new URL("../../contracts/interfaces/", import.meta.url);

describe("governedActions", () => {
  it("are exactly the functions whose interface says that governance decides them", async () => {
    const found: string[] = [];
    for (const file of await readdir(INTERFACES)) {
      const source = await readFile(new URL(file, INTERFACES), "utf8");
      const module = file.replace(/^I(?:Quorate)?(.*)\.sol$/, "$1");
      for (const [, name] of source.matchAll(/@custom:authority governance\s+function (\w+)/g))
        found.push(`${module}.${name}`);
    }
    expect(governedActions.map((action) => `${action.module}.${action.function}`)).to.have.members(found);
  });

  it("count static words the way the ABI lays them", () => {
    const words = Object.fromEntries(governedActions.map((action) => [action.function, action.words]));
    expect(words).to.include({ setRule: 11, setKeyedRule: 11, setFallback: 8, setBounds: 7, admit: 3, remove: 1 });
    expect(words).to.include({ createGroup: 15, changeGroup: 16, grantByVote: 3, shredByVote: 1 });
  });
});
