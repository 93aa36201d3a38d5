/**
 * Where model and contracts are known to disagree, and the contracts are to be changed. A turn that leads there is not taken.
 * Empty when nothing is owed.
 */
export const openCorners: ReadonlySet<string> = new Set([
  // "Electorate and standing are read as of closing." The contracts read a vote that a ballot decided as of the second before.
  "standing-in-deciding-second",
  // "One bad ballot never sinks the rest." In `enact` one of a seat behind the last electorate does.
  "enact-unknown-seat",
  // "A removed key takes its agreement along." The contracts give it back to a key that is added again.
  "agreement-revived",
  // "A superseded version cancels its open proposals." The contracts still take ballots on them.
  "ballot-after-rule-change",
  // Acts "extend open deadlines". In the contracts not those that are open by such an act already.
  "break-glass-in-extension",
]);
