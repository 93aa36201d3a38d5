import { getAddress, Result } from "ethers";

import type { Address, Bytes32, Hex } from "./Hex.ts";
import { parseAddress } from "./parseAddress.ts";
import { parseBytes32, parseHex } from "./parseHex.ts";

/** Reads values that the ABI decoded by their place, each as what it is. A wrong reader throws: generated code chooses them. */
export class AbiValues {
  readonly #values: Result;

  constructor(values: Result) {
    this.#values = values;
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
    if (typeof value !== "boolean") throw new TypeError(`value ${index} is no flag`);
    return value;
  }

  integer(index: number): bigint {
    const value: unknown = this.#values[index];
    if (typeof value !== "bigint") throw new TypeError(`value ${index} is no integer`);
    return value;
  }

  text(index: number): string {
    const value: unknown = this.#values[index];
    if (typeof value !== "string") throw new TypeError(`value ${index} is no text`);
    return value;
  }

  /** A tuple or an array inside. */
  list(index: number): AbiValues {
    const value: unknown = this.#values[index];
    if (!(value instanceof Result)) throw new TypeError(`value ${index} is no list`);
    return new AbiValues(value);
  }

  /** Reads every item of an array by its place. */
  map<Item>(read: (items: AbiValues, place: number) => Item): readonly Item[] {
    return Array.from({ length: this.#values.length }, (_, place) => read(this, place));
  }
}
