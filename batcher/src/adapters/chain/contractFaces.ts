import { Interface } from "ethers";

import { batchAnchorAbi, constitutionAbi, memberRegistryAbi } from "#sdk";

/** The contracts' functions and events. */
export const anchorFace = new Interface(batchAnchorAbi);
/** The members'. */
export const membersFace = new Interface(memberRegistryAbi);
/** The constitution's. */
export const constitutionFace = new Interface(constitutionAbi);
/** The executor's, as far as a batcher needs it. */
export const executorFace = new Interface([
  "function execute(bytes packed) returns (uint256[] outcomes)",
  "event CallsExecuted(address indexed batcher, uint256 count, uint256[] outcomes)",
]);
