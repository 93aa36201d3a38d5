import { utf8ToBytes } from "@noble/hashes/utils.js";

import type { Address } from "../../types/Hex.ts";
import { hashWords } from "../commitment/hashWords.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import { keccak256 } from "../hashing/keccak.ts";

/** What is signed and hashed for batches, in EIP-712's notation. */
export const batchTypes = {
  log: "Log(uint256 chainId,address anchor,uint16 seat,bytes32 salt)",
  registration: "Registration(bytes32 recordId,uint8 suite,bytes32 previous,uint16 seat,uint48 deadline)",
  promise:
    "Promise(bytes32 logId,uint64 firstSequence,uint32 count,bytes32 groupRoot,uint48 deadline,uint64 promisedAtBlock)",
  bundle: "Bundle(bytes32 itemsRoot,uint32 count,uint16 seat,uint64 nonce,uint48 deadline)",
  call: "MemberCall(uint16 seat,uint64 nonce,uint48 deadline,address target,uint32 gas,bytes data)",
  callBundle: "CallBundle(bytes32 callsRoot,uint32 count,uint16 seat,uint64 nonce,uint48 deadline)",
} as const;

/** The first word of each. */
export const batchTypehashes = {
  log: hashText(batchTypes.log),
  registration: hashText(batchTypes.registration),
  promise: hashText(batchTypes.promise),
  bundle: hashText(batchTypes.bundle),
  call: hashText(batchTypes.call),
  callBundle: hashText(batchTypes.callBundle),
} as const satisfies Readonly<Record<keyof typeof batchTypes, Uint8Array>>;

/** The domains in which they are signed; the contract of each stands in its place. */
export const batchDomains = { records: "Quorate Records", batches: "Quorate Batches", calls: "Quorate Calls" } as const;

const DOMAIN = hashText("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
const VERSION = hashText("1");

/** The separator of a domain. Source: EIP-712. */
export function computeSeparator(domain: keyof typeof batchDomains, chainId: bigint, contract: Address): Uint8Array {
  return hashWords([DOMAIN, hashText(batchDomains[domain]), VERSION, chainId, fromHex(contract)]);
}

/** Makes the digest of structured data out of the hash of its struct, in one domain. Source: EIP-712. */
export function createSealer(separator: Uint8Array): (structHash: Uint8Array) => Uint8Array {
  const sealed = new Uint8Array(66);
  sealed.set([0x19, 0x01]);
  sealed.set(separator, 2);
  return (structHash) => {
    sealed.set(structHash, 34);
    return keccak256(sealed);
  };
}

function hashText(text: string): Uint8Array {
  return keccak256(utf8ToBytes(text));
}
