import { renderBatches } from "./renderBatches.ts";
import { renderCommitments } from "./renderCommitments.ts";
import { renderEnvelopes, renderKeys } from "./renderEnvelopes.ts";

/** Every file of vectors by its name below `sdk/vectors/`. The same sources give the same bytes on every machine. */
export async function renderVectors(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["commitments.json", renderCommitments()],
    ["keys.json", await renderKeys()],
    ["envelopes.json", await renderEnvelopes()],
    ["batches.json", renderBatches()],
  ]);
}
