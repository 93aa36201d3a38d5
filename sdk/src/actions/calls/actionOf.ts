import { Interface } from "ethers";

import { type CallName, callCatalogue } from "../../generated/calls.ts";
import type { Hex } from "../../types/Hex.ts";
import { parseHex } from "../../types/parseHex.ts";

/** A governed function as rules name it. */
export interface ActionOfReturnType {
  /** The module's name. */
  readonly subject: string;
  readonly selector: Hex;
  /** Static words that its arguments take. */
  readonly words: bigint;
}

/**
 * A governed function as rules name it, to be spread into `setRule`.
 *
 * @example
 * ```ts
 * const call = client.calls.constitution.setRule({ ...actionOf("MemberRegistry.admit"), rule });
 * ```
 */
export function actionOf(name: CallName): ActionOfReturnType {
  const { module, function: verb, fragment, selector } = callCatalogue[name];
  const inputs = new Interface([fragment]).getFunction(verb)?.inputs ?? [];
  const words = inputs.reduce((sum, input) => sum + (input.isTuple() ? input.components.length : 1), 0);
  return { subject: module, selector: parseHex(selector), words: BigInt(words) };
}
