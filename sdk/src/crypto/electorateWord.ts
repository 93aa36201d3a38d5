import { concat, keccak256 } from "ethers";

import type { Address, Bytes32 } from "../types/Hex.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32 } from "../types/parseHex.ts";

/** One seat of an electorate. */
export interface ElectorateSeat {
  /** The account that votes for the seat alone; null where the registry has to be asked. */
  readonly account: Address | null;
  /** 0 for a seat without a vote. */
  readonly weight: bigint;
}

/** Reads the word in which a snapshot keeps a seat. */
export function decodeElectorateWord(word: Bytes32): ElectorateSeat {
  const account = word.slice(-40);
  return {
    account: /^0+$/.test(account) ? null : parseAddress(`0x${account}`),
    weight: (BigInt(word) >> 160n) & 0xffffn,
  };
}

/** The code hash of the snapshot that holds these words: a zero byte, so that nobody can run it, then the words. */
export function hashElectorate(words: readonly Bytes32[]): Bytes32 {
  return parseBytes32(keccak256(concat(["0x00", ...words])));
}
