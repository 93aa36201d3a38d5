import { dataSlice, Interface, type Result } from "ethers";

import { type CallName, callCatalogue } from "../generated/calls.ts";
import type { Call } from "../types/BuiltCall.ts";
import type { ModuleName } from "../types/Modules.ts";
import { sizeOf } from "../types/parseHex.ts";

/** A governed function with its arguments as the ABI decodes them. */
export interface DecodedCall {
  readonly action: CallName;
  readonly values: Result;
}

/** Reads a call to a module; undefined unless its bytes are exactly what the builder of that function makes. */
export function decodeGovernedCall(module: ModuleName, call: Call): DecodedCall | undefined {
  if (sizeOf(call.data) < 4) return undefined;
  const selector = dataSlice(call.data, 0, 4);
  for (const action of listCallNames()) {
    const { fragment, function: verb, ...entry } = callCatalogue[action];
    if (entry.module !== module || entry.selector !== selector) continue;
    const abi = new Interface([fragment]);
    try {
      const values = abi.decodeFunctionData(verb, call.data);
      return abi.encodeFunctionData(verb, values) === call.data ? { action, values } : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** The names of all governed functions in the catalogue. */
export function listCallNames(): readonly CallName[] {
  return Object.keys(callCatalogue).filter((name): name is CallName => name in callCatalogue);
}
