import { readdirSync } from "node:fs";

import { expect } from "chai";

import { captureError } from "../founding/captureError.ts";
import { amendments, findAmendment } from "./amendments.ts";

describe("The amendments", () => {
  it("are all listed, in the order of the numbers of their files", () => {
    const files = readdirSync(import.meta.dirname).filter((name) => /^\d/.test(name));
    const numbers = files.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.ts$/.exec(name)?.[1]));
    expect(amendments.map(({ number }) => number)).to.deep.equal(numbers.sort((one, other) => one - other));
    expect(new Set(numbers).size).to.equal(numbers.length);
  });

  it("are found by number, however it is written, and by nothing else", () => {
    expect([findAmendment("2"), findAmendment("0002")].map(({ number }) => number)).to.deep.equal([2, 2]);
    for (const text of ["0", "-2", "2.0", "00002", "two", ""]) {
      expect(captureError(() => findAmendment(text)).code, text).to.equal("AMENDMENT_UNKNOWN");
    }
  });
});
