import { getBytes, hexlify } from "ethers";

import { type AnchoredHeader, getLog, listBatches } from "#sdk";
import { buildTree, computeLeaves, rootOfTree } from "#sdk/receipts";

import { formatInteger } from "../narration/formatInteger.ts";
import { confirm } from "../stage/confirm.ts";
import type { Stage } from "../stage/Stage.ts";

const POLL_MS = 100;
const HASH_BYTES = 32;

/** Every acknowledgement, under a root that the chain keeps: computed again from the acknowledgements alone. */
export async function proveAll(stage: Stage): Promise<void> {
  const { batching, narrator } = stage;
  const { logId, receipts } = batching;
  const digests = new Map(receipts.map(({ sequence, digest }) => [sequence, digest]));
  confirm(
    stage,
    digests.size === receipts.length && Math.max(...digests.keys()) === receipts.length - 1,
    `${formatInteger(digests.size)} acknowledgements have ${formatInteger(digests.size)} numbers, without a gap and none twice: what was sent again after the kill is in the log once.`,
  );
  const batches = await narrator.working("waiting until all is anchored", () => waitUntilAnchored(stage));
  const proved = batches.filter((batch) => rootOf(batch) === batch.root);
  confirm(
    stage,
    proved.length === batches.length,
    `All of them are under one of ${batches.length} roots in log ${logId}, each computed again from the acknowledgements alone and equal to what the chain keeps.`,
  );
  const [first] = batches;
  if (first !== undefined)
    narrator.fact(
      `${batches.length} transactions anchored ${formatInteger(receipts.length)} records; the first batch holds ${formatInteger(first.count)}.`,
    );

  function rootOf({ firstSequence, count }: AnchoredHeader): string {
    const joined = new Uint8Array(Number(count) * HASH_BYTES);
    for (let index = 0; index < Number(count); index += 1)
      joined.set(
        getBytes(digests.get(Number(firstSequence) + index) ?? new Uint8Array(HASH_BYTES)),
        index * HASH_BYTES,
      );
    return hexlify(rootOfTree(buildTree(computeLeaves(getBytes(logId), Number(firstSequence), joined))));
  }
}

async function waitUntilAnchored({ batching, client, signal }: Stage): Promise<readonly AnchoredHeader[]> {
  const { logId, receipts } = batching;
  for (;;) {
    signal.throwIfAborted();
    const log = await getLog(client, { logId });
    if (log !== null && Number(log.nextSequence) >= receipts.length) return await listBatches(client, { logId });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
