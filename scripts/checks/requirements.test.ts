import { expect } from "chai";

import { matchRequirements, numbersIn, readRequirements } from "./requirements.ts";

describe("requirements", () => {
  const text = "# Promises\n- **REQ-GOV-01** is kept, see REQ-GOV-02\n| REQ-GOV-02 | kept |\n### REQ-SDK-10 errors\n";

  it("are made where their number begins a line", () => {
    expect(readRequirements(text)).to.deep.equal({
      requirements: [
        { number: "REQ-GOV-01", line: 2 },
        { number: "REQ-GOV-02", line: 3 },
        { number: "REQ-SDK-10", line: 4 },
      ],
      faults: [],
    });
  });

  it("are made once, and mentioned only when made", () => {
    expect(readRequirements("REQ-GOV-01\nREQ-GOV-01\nas in REQ-GOV-09").faults).to.deep.equal([
      "docs/requirements.md:2 makes REQ-GOV-01 again, see line 1",
      "docs/requirements.md:3 mentions REQ-GOV-09, which is not made anywhere",
    ]);
  });

  it("need a test, and tests need them", () => {
    const { requirements } = readRequirements(text);
    const carriers = [
      { name: "a.t.sol", numbers: numbersIn("/// REQ-GOV-01 REQ-GOV-01\n it('REQ-SDK-10, REQ-SDK-11')") },
    ];
    expect(matchRequirements(requirements, carriers)).to.deep.equal([
      "docs/requirements.md:3 REQ-GOV-02 is carried by no test",
      "a.t.sol carries REQ-SDK-11, which docs/requirements.md does not make",
    ]);
  });
});
