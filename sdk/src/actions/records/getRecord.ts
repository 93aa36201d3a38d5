import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { type RecordState, recordStates } from "../../types/RecordState.ts";

/** Which record. */
export interface GetRecordParameters extends WaitLimits {
  readonly recordId: Bytes32;
}

/** What the chain keeps of a record; dates are unix seconds, 0 where it has not happened. Null where there is no such record. */
export type GetRecordReturnType = {
  readonly state: RecordState;
  readonly group: bigint;
  readonly epoch: bigint;
  readonly sender: bigint;
  /** Members that have acknowledged it, and how many make it final. */
  readonly acks: bigint;
  readonly minAcks: bigint;
  readonly proposedAt: bigint;
  /** Until when it may become final. */
  readonly deadline: bigint;
  readonly finalAt: bigint;
  /** Members that have rejected it, ever, and rejections that wait for the sender's answer. */
  readonly rejections: bigint;
  readonly waiting: bigint;
  /** Until when the sender may answer. */
  readonly answerBy: bigint;
  /** Whether a vote keeps it from being destroyed. */
  readonly isHeld: boolean;
} | null;

/**
 * Where a record stands. What it says is nowhere on chain.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const record = await getRecord(client, { recordId });
 * if (record?.state === "final") console.log(record.finalAt);
 * ```
 */
export async function getRecord(client: Client, parameters: GetRecordParameters): Promise<GetRecordReturnType> {
  const { recordId } = parameters;
  return await withLimits(parameters, client, "reading a record", async () => {
    const { provider, contracts } = client;
    // Both of one block: what is stored alone does not say where the record stands.
    const blockTag = await provider.getBlockNumber();
    const [number, kept] = await Promise.all([
      contracts.confidentialRegistry.stateOf(recordId, { blockTag }),
      contracts.confidentialRegistry.recordOf(recordId, { blockTag }),
    ]);
    const state = recordStates[Number(number)] ?? "none";
    if (state === "none") return null;
    const { group, epoch, sender, acks, minAcks, proposedAt, deadline, finalAt, trouble } = kept;
    const { rejections, waiting, answerBy, held: isHeld } = trouble;
    return {
      state,
      group,
      epoch,
      sender,
      acks,
      minAcks,
      proposedAt,
      deadline,
      finalAt,
      rejections,
      waiting,
      answerBy,
      isHeld,
    };
  });
}
