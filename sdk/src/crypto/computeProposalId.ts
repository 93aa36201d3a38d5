import { AbiCoder, keccak256, toUtf8Bytes } from "ethers";

import type { Call } from "../types/BuiltCall.ts";
import type { Address, Bytes32 } from "../types/Hex.ts";
import type { ProposalId } from "../types/ProposalId.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import { parseProposalId } from "../types/parseProposalId.ts";

const CONTENT_MASK = ~(2n ** 40n - 1n) & (2n ** 256n - 1n);

/** Everything that a proposal's id binds. */
export interface ComputeProposalIdParameters {
  readonly chainId: bigint;
  readonly governor: Address;
  /** The seat that proposes. */
  readonly proposer: bigint;
  readonly salt: Bytes32;
  readonly description: string;
  /** The calls, each with the hash of the code at its target; 32 zero bytes where there is none. */
  readonly calls: readonly (Pick<Call, "to" | "value" | "data"> & { readonly codeHash: Bytes32 })[];
  /** The version of the one rule that decides all calls; where several are joined, 2^23 and the newest of theirs. */
  readonly ruleVersion: bigint;
}

/**
 * A proposal's id, computed without a chain, as the governor computes it.
 *
 * @example
 * ```ts
 * const id: ProposalId = computeProposalId({ chainId: 1n, governor, proposer: 3n, salt, description: "", calls: pinnedCalls, ruleVersion: 1n });
 * ```
 */
export function computeProposalId(parameters: ComputeProposalIdParameters): ProposalId {
  const { chainId, governor, proposer, salt, description, calls, ruleVersion } = parameters;
  const coder = AbiCoder.defaultAbiCoder();
  const head = keccak256(
    coder.encode(
      ["uint256", "address", "uint256", "bytes32", "bytes32"],
      [chainId, governor, proposer, salt, hashDescription(description)],
    ),
  );
  const content = calls.reduce(
    (hash, { to, value, data, codeHash }) =>
      keccak256(
        coder.encode(
          ["bytes32", "address", "uint256", "bytes32", "bytes32"],
          [hash, to, value, keccak256(data), codeHash],
        ),
      ),
    head,
  );
  return parseProposalId((BigInt(content) & CONTENT_MASK) | (ruleVersion << 16n) | proposer);
}

/**
 * The hash under which the governor keeps a description.
 *
 * @example
 * ```ts
 * const hash: Bytes32 = hashDescription("Admit ACME");
 * ```
 */
export function hashDescription(description: string): Bytes32 {
  return parseBytes32(keccak256(toUtf8Bytes(description)));
}

/** The seat that proposed, which an id shows. */
export function proposerOf(id: ProposalId): bigint {
  return id & 0xffffn;
}

/** The version of the rule that decides, which an id shows; where several are joined, 2^23 and the newest of theirs. */
export function ruleVersionOf(id: ProposalId): bigint {
  return (id >> 16n) & 0xffffffn;
}
