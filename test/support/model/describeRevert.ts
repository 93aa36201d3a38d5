import { decodeBytes32String, getAddress, type Interface, isHexString, type Result } from "ethers";

/** Below are sets of states and the like. */
const SMALLEST_ACCOUNT = 1n << 64n;
const CALL_REVERTED = "GovernorCallReverted";

/** Tells what revert bytes say in the words of the model: `Name(fact,fact)`, with the reason inside a failed call behind a colon. */
export function createRevertReader(interfaces: readonly Interface[]): (bytes: string) => string {
  const errors = new Map<string, Interface>();
  for (const abi of interfaces) abi.forEachError((error) => errors.set(error.selector, abi));
  const describe = (bytes: string): string => {
    const error = errors.get(bytes.slice(0, 10))?.parseError(bytes) ?? null;
    if (error === null) return `unknown ${bytes}`;
    if (error.name === CALL_REVERTED) return `${CALL_REVERTED}(${error.args[0]}): ${describe(String(error.args[1]))}`;
    return `${error.name}(${describeFacts(error.args)})`;
  };
  return describe;
}

function describeFacts(facts: Result): string {
  return facts.toArray().map(describeFact).join(",");
}

/** Keys of accounts as the account, names of parameters as text. */
function describeFact(fact: unknown): string {
  if (!isHexString(fact, 32) || BigInt(fact) < SMALLEST_ACCOUNT) return String(fact);
  if (fact.startsWith(`0x${"0".repeat(24)}`)) return getAddress(`0x${fact.slice(26)}`);
  return fact.endsWith("00") ? decodeBytes32String(fact) : fact;
}
