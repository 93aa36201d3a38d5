import type { AcceptedState } from "../types/AcceptedState.ts";
import type { TypedData } from "../types/BallotSigner.ts";
import type { Address } from "../types/Hex.ts";

const STATE = [
  { name: "rulesVersion", type: "uint24" },
  { name: "rulesRoot", type: "bytes32" },
  { name: "parametersVersion", type: "uint24" },
  { name: "parametersRoot", type: "bytes32" },
  { name: "membershipVersion", type: "uint24" },
  { name: "membershipRoot", type: "bytes32" },
] as const;
const ACCEPTANCE = [
  { name: "seat", type: "uint16" },
  { name: "state", type: "State" },
  { name: "deadline", type: "uint48" },
] as const;

/** What a member signs when it joins. */
export interface Acceptance {
  readonly seat: bigint;
  readonly state: AcceptedState;
  /** Unix seconds after which the signature must not be taken. */
  readonly deadline: bigint;
}

/**
 * An acceptance as EIP-712 structured data, in the domain of the Accession module.
 *
 * @example
 * ```ts
 * const { domain, types, message } = toAcceptanceTypedData({ chainId, accession }, { seat: 3n, state, deadline });
 * ```
 */
export function toAcceptanceTypedData(
  place: { readonly chainId: bigint; readonly accession: Address },
  acceptance: Acceptance,
): TypedData {
  return {
    domain: { name: "Quorate Accession", version: "1", chainId: place.chainId, verifyingContract: place.accession },
    types: { Acceptance: ACCEPTANCE, State: STATE },
    message: { seat: acceptance.seat, state: { ...acceptance.state }, deadline: acceptance.deadline },
  };
}
