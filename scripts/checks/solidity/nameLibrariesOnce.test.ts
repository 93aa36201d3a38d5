import { expect } from "chai";

import { nameLibrariesOnce } from "./nameLibrariesOnce.ts";

describe("nameLibrariesOnce", () => {
  const library = ["contracts/a/L.sol", "library L { }"] as const;

  it("calls a library by the name under which it is imported, and leaves other imports alone", () => {
    const importer = 'import {A,\n  L as M} from "./L.sol";\nimport {T as U} from "./T.sol";\nusing M for uint256;';
    const renamed = nameLibrariesOnce(
      new Map([library, ["contracts/a/A.sol", importer], ["contracts/a/T.sol", "struct T { uint256 x; }"]]),
    );
    expect(renamed.get("contracts/a/L.sol")).to.equal("library M { }");
    expect(renamed.get("contracts/a/A.sol")).to.equal(importer.replace("L as M", "M"));
    expect(renamed.get("contracts/a/T.sol")).to.equal("struct T { uint256 x; }");
  });

  it("gives up where a library goes by two names", () => {
    const sources = new Map([
      library,
      ["contracts/a/A.sol", 'import {L as M} from "./L.sol";'],
      ["contracts/b/B.sol", 'import {L} from "../a/L.sol";'],
    ]);
    expect(() => nameLibrariesOnce(sources)).to.throw(
      "L of contracts/a/L.sol is called M in one place and L in contracts/b/B.sol",
    );
  });
});
