import { expect } from "chai";

import { findSolidityFaults } from "./solidityImports.ts";

const importOf = (path: string): string => `pragma solidity 0.8.34;\nimport {Thing} from "${path}";\n`;

describe("the Solidity import laws", () => {
  for (const [file, path] of [
    ["contracts/governance/Governor.sol", "./Tally.sol"],
    ["contracts/governance/Governor.sol", "../access/Governed.sol"],
    ["contracts/governance/Governor.sol", "../interfaces/IConstitution.sol"],
    ["contracts/governance/Governor.sol", "@openzeppelin/contracts/utils/math/Math.sol"],
    ["contracts/attestation/verifiers/Intel.sol", "../AttestationRegistry.sol"],
    ["contracts/access/Governed.sol", "../interfaces/IConstitution.sol"],
    ["contracts/libraries/Merkle.sol", "../types/Rule.sol"],
    ["contracts/interfaces/IConstitution.sol", "../types/Rule.sol"],
  ] as const) {
    it(`let ${file} import ${path}`, () => {
      expect(findSolidityFaults(file, importOf(path))).to.deep.equal([]);
    });
  }

  for (const [file, path, word] of [
    [
      "contracts/governance/Governor.sol",
      "../membership/MemberRegistry.sol",
      "contracts/membership/MemberRegistry.sol",
    ],
    [
      "contracts/membership/Standing.sol",
      "../constitution/Constitution.sol",
      "contracts/constitution/Constitution.sol",
    ],
    ["contracts/types/Rule.sol", "../interfaces/IConstitution.sol", "contracts/interfaces/IConstitution.sol"],
    ["contracts/interfaces/IConstitution.sol", "../access/Governed.sol", "contracts/access/Governed.sol"],
    ["contracts/libraries/Merkle.sol", "../governance/Tally.sol", "contracts/governance/Tally.sol"],
    ["contracts/governance/Governor.sol", "../../test/contracts/Probe.sol", "outside contracts/"],
    ["contracts/governance/Governor.sol", "hardhat/console.sol", "only OpenZeppelin"],
    ["contracts/tools/Odd.sol", "../types/Rule.sol", "does not know"],
    ["contracts/Odd.sol", "./types/Rule.sol", "does not know"],
  ] as const) {
    it(`stop ${file} from importing ${path}`, () => {
      const faults = findSolidityFaults(file, importOf(path));
      expect(faults).to.have.length(1);
      expect(faults[0]).to.include(word);
    });
  }

  it("see an import over several lines and not one in a comment", () => {
    const source =
      '/* import "../membership/A.sol"; */\n// import "../membership/B.sol";\nimport {\n  C\n} from "../membership/C.sol";\n';
    expect(findSolidityFaults("contracts/governance/Governor.sol", source)).to.have.length(1);
  });
});
