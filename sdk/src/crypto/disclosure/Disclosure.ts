import type { Bytes32, Hex } from "../../types/Hex.ts";

/** One field, opened: all that its leaf is made of. */
export interface FieldOpening {
  /** Which field of the record it is, from 0. */
  readonly index: number;
  readonly path: string;
  /** The number of its type, as in `fieldTypes`. */
  readonly valueType: number;
  readonly salt: Bytes32;
  /** The value as it was committed; see `decodeField`. */
  readonly value: Hex;
}

/** Some fields of a record with the proof that the record commits to them; the contract checks the same. */
export interface Disclosure {
  readonly recordContext: Bytes32;
  readonly contentRoot: Bytes32;
  /** By ascending index. */
  readonly openings: readonly FieldOpening[];
  readonly proof: readonly Bytes32[];
  readonly flags: readonly boolean[];
}
