import { ZeroHash } from "ethers";

import { type Address, type BallotFile, computeProposalId, createCalls, parseAddress, parseBytes32 } from "#sdk";

/** An address of one digit, again and again. */
export const addressOf = (digit: string): Address => parseAddress(`0x${digit.repeat(40)}`);

export const modules = {
  constitution: addressOf("1"),
  memberRegistry: addressOf("2"),
  governor: addressOf("3"),
  guardians: addressOf("4"),
  accession: addressOf("5"),
  groupDirectory: addressOf("6"),
  keyDirectory: addressOf("7"),
  confidentialRegistry: addressOf("8"),
  batchAnchor: addressOf("9"),
  batchExecutor: addressOf("a"),
};
export const names = { seats: { "1": "Grid", "3": "ACME Bank" } };
export const codeHash = parseBytes32(`0x${"cd".repeat(32)}`);

/** What a ballot or proposal file shows of a proposal of seat 1: that seat 3 has the weight 2. */
export function showProposal(): Pick<
  BallotFile,
  "version" | "chainId" | "modules" | "names" | "proposal" | "foreseen"
> {
  const call = createCalls({ modules, names }).memberRegistry.setWeight({ seat: 3n, weight: 2n });
  const { to, value, data, sentence } = call;
  const content = {
    proposer: 1n,
    ruleVersion: 4n,
    salt: parseBytes32(ZeroHash),
    description: 'More "weight"\n',
    calls: [{ to, value, data, codeHash }],
  };
  const id = computeProposalId({ ...content, chainId: 7n, governor: modules.governor });
  return {
    version: 1,
    chainId: 7n,
    modules,
    names,
    proposal: { id, ...content, calls: [{ to, value, data, codeHash, sentence }] },
    foreseen: {
      blockNumber: 12n,
      failure: null,
      differences: [{ subject: "weight of member ACME Bank (seat 3)", before: "1", after: "2" }],
    },
  };
}
