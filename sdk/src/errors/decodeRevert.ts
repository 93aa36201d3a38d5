import { AbiCoder, dataSlice, ErrorFragment } from "ethers";

import { type RevertName, revertCatalogue, revertReaders } from "../generated/reverts.ts";
import type { Hex } from "../types/Hex.ts";
import { parseHex, sizeOf } from "../types/parseHex.ts";
import type { DecodedRevert, Revert, UnrecognisedRevert } from "./DecodedRevert.ts";
import { RevertValues } from "./RevertValues.ts";

const MAX_DEPTH = 8;
const namesBySelector: ReadonlyMap<string, RevertName> = new Map(
  listRevertNames().map((name) => [revertCatalogue[name].selector, name]),
);

/**
 * Decodes what a contract reverted with, and the reasons inside the reason.
 *
 * @param data the bytes of the revert; none means that the contract gave no reason
 * @example
 * ```ts
 * const revert: DecodedRevert = decodeRevert(parseHex("0x"));
 * revert.name; // "Unrecognised"
 * ```
 */
export function decodeRevert(data: Hex): DecodedRevert {
  return decodeAtDepth(data, 0);
}

/** The names of all errors in the catalogue. */
export function listRevertNames(): readonly RevertName[] {
  return Object.keys(revertCatalogue).filter((name): name is RevertName => name in revertCatalogue);
}

function decodeAtDepth(data: Hex, depth: number): DecodedRevert {
  const name = sizeOf(data) < 4 ? undefined : namesBySelector.get(dataSlice(data, 0, 4));
  if (name === undefined || depth > MAX_DEPTH) return unrecognised(data);
  const { signature, inputs } = revertCatalogue[name];
  try {
    const values = AbiCoder.defaultAbiCoder().decode(
      ErrorFragment.from(`error ${name}(${inputs.join(", ")})`).inputs,
      dataSlice(data, 4),
    );
    return read(name, new RevertValues(values, (nested) => decodeAtDepth(nested, depth + 1)), data);
  } catch {
    // Four bytes of ours, but not our encoding behind them: another contract's error that happens to share them.
    return unrecognised(data, signature);
  }
}

function read<Name extends RevertName>(name: Name, values: RevertValues, data: Hex): Revert<Name> {
  const { sentence, remedy } = revertCatalogue[name];
  return { name, facts: revertReaders[name](values), sentence, remedy, data };
}

function unrecognised(data: Hex, resembling?: string): UnrecognisedRevert {
  const isEmpty = sizeOf(data) === 0;
  const bytes = parseHex(data);
  return {
    name: "Unrecognised",
    facts: {},
    sentence: isEmpty
      ? "The contract gave no reason."
      : `The contract gave a reason that is none of ours${resembling === undefined ? "" : `, though it begins like ${resembling}`}: ${shorten(bytes)}.`,
    remedy: isEmpty
      ? "Check that the target is the right contract and that enough gas was given."
      : "Look the first four bytes up in the target contract's own errors.",
    data,
  };
}

function shorten(data: Hex): string {
  return data.length > 74 ? `${data.slice(0, 74)}...` : data;
}
