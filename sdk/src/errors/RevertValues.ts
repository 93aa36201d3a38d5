import type { Result } from "ethers";

import { AbiValues } from "../types/AbiValues.ts";
import type { Hex } from "../types/Hex.ts";
import type { DecodedRevert } from "./DecodedRevert.ts";

/** The values of a decoded error; one of them may be the revert that a contract caught and passed on. */
export class RevertValues extends AbiValues {
  readonly #decodeNested: (data: Hex) => DecodedRevert;

  constructor(values: Result, decodeNested: (data: Hex) => DecodedRevert) {
    super(values);
    this.#decodeNested = decodeNested;
  }

  nested(index: number): DecodedRevert {
    return this.#decodeNested(this.bytes(index));
  }
}
