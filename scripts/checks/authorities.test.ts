import { expect } from "chai";

import { formatEntrances, judgeEntrances, listEntrances } from "./authorities.ts";
import { parseSolidity } from "./solidity/parseSolidity.ts";

const INTERFACE = `interface IA {
  /// @notice Sets it. And more.
  /// @custom:authority governance
  function set(uint256 x) external;
  /// @notice Says hello: politely.
  /// @custom:authority member
  function greet() external;
  /// @custom:authority nobody
  function poke() external;
}`;

function entrancesOf(code: string): ReturnType<typeof listEntrances> {
  const { parsed } = parseSolidity({
    "contracts/IA.sol": INTERFACE,
    "contracts/A.sol": `import {IA} from "./IA.sol";
      abstract contract Base { uint256 x; mapping(address => bool) m; modifier onlyGovernance() { _; } modifier onlyDuty() { _; }
        function _ask() internal view { require(m[msg.sender]); } }
      contract A is Base, IA { ${code} function view_() external view returns (uint256) { return x; } }`,
  });
  return listEntrances(new Map(parsed.map(({ name, tree }) => [name, tree])));
}

describe("authorities", () => {
  it("are read from the interface and found in the code", () => {
    const entrances = entrancesOf(
      "function set(uint256 y) external onlyGovernance { x = y; } function greet() external { _ask(); x++; } function poke() external { x = 0; }",
    );
    expect(judgeEntrances(entrances)).to.deep.equal([]);
    expect(entrances.map(({ signature, authority }) => [signature, authority])).to.deep.equal([
      ["set(uint256)", "governance"],
      ["greet()", "member"],
      ["poke()", "nobody"],
    ]);
    expect(formatEntrances(entrances)).to.contain("| `set(uint256)` | governance | `onlyGovernance` | Sets it. |");
    expect(formatEntrances(entrances)).to.contain("| `greet()` | member |  | Says hello. |");
  });

  it("are faults where documentation and code disagree", () => {
    const entrances = entrancesOf(
      "function set(uint256 y) external { x = y; } function greet() external { x++; } function poke() external onlyDuty { x = 0; } receive() external payable {}",
    );
    expect(judgeEntrances(entrances)).to.deep.equal([
      "A.set(uint256) is said to ask governance and has no onlyGovernance",
      "A.greet() is said to ask a member and looks at neither the caller nor a signature",
      "A.poke() is said to ask nobody and has onlyDuty",
      "A.receive() does not say whom it obeys: add `@custom:authority` to its documentation",
    ]);
  });
});
