import { AbiCoder, keccak256 } from "ethers";

import type { Bytes32 } from "../types/Hex.ts";
import { cancelReasons, type JournalEntry, journalKinds } from "../types/Journal.ts";
import { parseBytes32 } from "../types/parseHex.ts";

/**
 * The journal's head after an entry: `keccak256(abi.encode(head, kind, proposalId, payload))`, as the governor advances it.
 *
 * @param electorateHash of a created or enacted entry: the hash of its electorate's snapshot; else unused
 */
export function advanceJournal(head: Bytes32, entry: JournalEntry, electorateHash: Bytes32): Bytes32 {
  return hash(
    ["bytes32", "uint8", "uint256", "bytes32"],
    [head, journalKinds.indexOf(entry.kind), entry.proposalId, payloadOf(entry, electorateHash)],
  );
}

function payloadOf(entry: JournalEntry, electorateHash: Bytes32): Bytes32 {
  switch (entry.kind) {
    case "created":
      return hash(["bytes32", "bytes32", "bytes32"], [entry.salt, entry.simulation, electorateHash]);
    case "closed":
    case "executed":
      return hash(["uint256", "uint256[]"], [entry.record, entry.pages]);
    case "canceled":
      return hash(["uint8"], [cancelReasons.indexOf(entry.reason)]);
    case "enacted":
      return hash(["uint256", "bytes32", "bytes32"], [entry.record, electorateHash, keccak256(entry.enactment)]);
  }
}

function hash(types: readonly string[], values: readonly unknown[]): Bytes32 {
  return parseBytes32(keccak256(AbiCoder.defaultAbiCoder().encode(types, values)));
}
