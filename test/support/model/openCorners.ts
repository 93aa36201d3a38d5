/**
 * Where model and contracts are known to disagree, and the contracts are to be changed. A turn that leads there is not taken.
 * Empty when nothing is owed.
 */
export const openCorners: ReadonlySet<string> = new Set([
  // governance.md, Parameters: "stale at propose reverts". The contracts open the proposal.
  "stale-at-propose",
  // governance.md, Closing: decided once "the unvoted weight can no longer change the outcome". The contracts count the weight of
  // seats that the proposal concerns, which have no ballot, as unvoted.
  "concerned-silent",
  // governance.md, Electorate: an act "extends open deadlines". In the contracts not those opened in the same second before it.
  "break-glass-in-first-second",
  // governance.md, Closing: "electorate and standing are read as of closing". The contracts read a vote that a ballot decided as
  // of the second before.
  "standing-in-deciding-second",
  // governance.md, features: "one bad ballot never sinks the rest". In `enact` one of a seat behind the last electorate does.
  "enact-unknown-seat",
  // governance.md, Ballots: one slot for a *partial* agreement. The contracts keep it when the seat's ballot comes in another way.
  "agreement-after-ballot",
]);
