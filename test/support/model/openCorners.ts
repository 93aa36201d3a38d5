/**
 * Where model and contracts are known to disagree. A turn that leads there is not taken. Empty when nothing is owed.
 */
export const openCorners: ReadonlySet<string> = new Set([
  // "Electorate and standing are read as of closing." The contracts tell seconds apart and not what happened within one: what
  // changed in the second in which a ballot decides a vote is read as of the second before.
  "standing-in-deciding-second",
]);
