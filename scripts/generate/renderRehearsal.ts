import { readFileSync } from "node:fs";

import { isObject, listIn, objectIn, textIn } from "../checks/solidity/json.ts";
import { loadCompiler } from "../checks/solidity/loadCompiler.ts";
import { COMPILER_SETTINGS } from "../toolchain/compiler.ts";
import { BANNER, quote } from "./renderAbi.ts";

const SOURCE = "Rehearsal.sol";

/** The code with which a simulation makes a proposal's calls as the governor. It is never deployed. */
export function renderRehearsal(): string {
  const content = readFileSync(new URL(`solidity/${SOURCE}`, import.meta.url), "utf8");
  const answer = loadCompiler().compile({
    language: "Solidity",
    sources: { [SOURCE]: { content } },
    settings: {
      // Without transient storage and the like, so that it runs on every chain that has state overrides.
      evmVersion: "paris",
      optimizer: COMPILER_SETTINGS.optimizer,
      metadata: { ...COMPILER_SETTINGS.metadata, appendCBOR: false },
      outputSelection: { [SOURCE]: { Rehearsal: ["evm.deployedBytecode.object"] } },
    },
  });
  const faults = listIn(answer, "errors").filter(isObject);
  if (faults.length > 0) throw new Error(faults.map((fault) => textIn(fault, "formattedMessage")).join("\n"));
  const contract = objectIn(objectIn(objectIn(answer, "contracts"), SOURCE), "Rehearsal");
  const code = textIn(objectIn(objectIn(contract, "evm"), "deployedBytecode"), "object");
  const [, standIn = ""] = /STAND_IN = (0x[0-9a-fA-F]{40});/.exec(content) ?? [];
  return `${BANNER}/** Where a simulation puts the governor's own code. */
export const REHEARSAL_STAND_IN = ${quote(standIn)};

/** The code that a simulation puts at the governor's address. Source: scripts/generate/solidity/Rehearsal.sol. */
export const REHEARSAL_CODE =
  ${quote(`0x${code}`)};

/** What it answers to. */
export const rehearsalAbi = [
  "function rehearse((address target, uint256 value, bytes data)[] calls, (address target, bytes data)[] looks) payable returns (uint256 failed, bytes reason, bytes[] before, bytes[] afterwards)",
] as const;
`;
}
