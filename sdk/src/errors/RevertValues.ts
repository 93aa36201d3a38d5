import { getAddress, Result } from "ethers";

import type { Address, Bytes32, Hex } from "../types/Hex.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import type { DecodedRevert } from "./DecodedRevert.ts";

/** Reads the values of a decoded error by their place, each as what it is. A wrong reader throws: the catalogue chooses them. */
export class RevertValues {
  readonly #values: Result;
  readonly #decodeNested: (data: Hex) => DecodedRevert;

  constructor(values: Result, decodeNested: (data: Hex) => DecodedRevert) {
    this.#values = values;
    this.#decodeNested = decodeNested;
  }

  address(index: number): Address {
    return parseAddress(getAddress(this.text(index)));
  }

  bytes(index: number): Hex {
    return parseHex(this.text(index));
  }

  bytes32(index: number): Bytes32 {
    return parseBytes32(this.text(index));
  }

  flag(index: number): boolean {
    const value: unknown = this.#values[index];
    if (typeof value !== "boolean") throw wrongKind(index, "no flag");
    return value;
  }

  integer(index: number): bigint {
    const value: unknown = this.#values[index];
    if (typeof value !== "bigint") throw wrongKind(index, "no integer");
    return value;
  }

  text(index: number): string {
    const value: unknown = this.#values[index];
    if (typeof value !== "string") throw wrongKind(index, "no text");
    return value;
  }

  /** The revert that a contract caught and passed on. */
  nested(index: number): DecodedRevert {
    return this.#decodeNested(this.bytes(index));
  }

  tuple(index: number): RevertValues {
    const value: unknown = this.#values[index];
    if (!(value instanceof Result)) throw wrongKind(index, "no tuple");
    return new RevertValues(value, this.#decodeNested);
  }
}

function wrongKind(index: number, found: string): TypeError {
  return new TypeError(`value ${index} of the error is ${found}`);
}
