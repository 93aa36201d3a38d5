import type { Ballot } from "../types/Ballot.ts";
import type { Names } from "../types/Names.ts";
import { formatMoment } from "./formatMoment.ts";

const VERBS = { for: "votes for", against: "votes against", abstain: "abstains on" } as const;

/** A ballot in words. */
export function ballotSentence({ seat, support, proposalId, nonce, deadline }: Ballot, names: Names): string {
  const name = names.seats?.[String(seat)];
  const member = name === undefined ? `The member of seat ${seat}` : `${name} (seat ${seat})`;
  const change = nonce === 0n ? "" : `, in place of its earlier ballots (number ${nonce})`;
  return `${member} ${VERBS[support]} proposal ${proposalId}${change}, valid until ${formatMoment(deadline)}`;
}
