import { type Bytes32, getRecord, type RecordState } from "#sdk";

import { confirm } from "../stage/confirm.ts";
import type { Stage } from "../stage/Stage.ts";

/** Reads where a record stands, checks it and tells it. */
export async function expectState(stage: Stage, recordId: Bytes32, state: RecordState, fact: string): Promise<void> {
  const record = await getRecord(stage.client, { recordId });
  confirm(stage, record?.state === state, fact);
}
