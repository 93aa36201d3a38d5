import { QuorateError } from "../errors/QuorateError.ts";
import type { AbiValues } from "../types/AbiValues.ts";
import { type SignedBallot, type Support, supports } from "../types/Ballot.ts";
import type { ProposalId } from "../types/ProposalId.ts";

/** A signed ballot as the ABI decodes `SignedBallot`. @throws QuorateError BALLOT_MALFORMED */
export function readSignedBallot(proposalId: ProposalId, values: AbiValues): SignedBallot {
  return {
    proposalId,
    seat: values.integer(0),
    support: toSupport(values.integer(1)),
    nonce: values.integer(2),
    deadline: values.integer(3),
    signatures: values.list(4).map((signatures, place) => {
      const each = signatures.list(place);
      return { signer: each.bytes(0), signature: each.bytes(1) };
    }),
  };
}

/** What the number on chain says. @throws QuorateError BALLOT_MALFORMED */
function toSupport(number: bigint): Support {
  const support = supports[Number(number)];
  if (support !== undefined) return support;
  throw new QuorateError({
    code: "BALLOT_MALFORMED",
    summary: `${number} is no choice of a ballot.`,
    remedy: "Use 0 for against, 1 for in favour, 2 to abstain.",
    facts: { support: number },
  });
}
