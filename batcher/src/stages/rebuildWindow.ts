import type { Store, StoredGroup } from "../ports/Store.ts";
import { measureRecord, readDeadline } from "../records.ts";
import type { ReplayWindow } from "./ReplayWindow.ts";

/**
 * Fills the window from the store, from its newest group backwards, until groups come whose records must all be due: deadlines reach at most `horizon` seconds ahead. Answers how many
 * records were noted.
 */
export async function rebuildWindow(
  store: Store,
  window: ReplayWindow,
  { time, horizon }: { readonly time: number; readonly horizon: number },
): Promise<number> {
  let noted = 0;
  for await (const group of store.readGroupsBackwards()) {
    if (group.chainTime + horizon < time) break;
    if (group.lastDeadline > time) noted += noteGroup(window, group, time);
  }
  return noted;
}

/** Notes in the window what stands in the store from a sequence on, and answers the sequence behind it. */
export async function noteGroups(store: Store, window: ReplayWindow, logId: string, from: number): Promise<number> {
  let next = from;
  for await (const group of store.readGroups(logId, from)) {
    noteGroup(window, group, 0);
    next = group.firstSequence + group.count;
  }
  return next;
}

function noteGroup(window: ReplayWindow, { records, logId, firstSequence }: StoredGroup, time: number): number {
  let sequence = firstSequence;
  let noted = 0;
  for (let at = 0; at < records.length; sequence += 1) {
    if (readDeadline(records, at) > time) {
      window.put(records, at, logId, sequence, true);
      noted += 1;
    }
    at += measureRecord(records, at) ?? records.length;
  }
  return noted;
}
