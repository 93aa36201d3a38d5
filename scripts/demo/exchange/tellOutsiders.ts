import { getBytes } from "ethers";

import type { RecordField } from "#sdk/records";

import { formatInteger } from "../narration/formatInteger.ts";
import { confirm } from "../stage/confirm.ts";
import type { Stage } from "../stage/Stage.ts";
import { findInBytes } from "./findInBytes.ts";
import { readNewTransactions } from "./readNewTransactions.ts";

/** What the chain must not have shown. */
export interface TellOutsidersParameters {
  /** As in "what it says". */
  readonly hidden: string;
  /** The values that must stand nowhere. */
  readonly fields?: readonly RecordField[];
}

/** Tells what somebody without any key or part in the consortium reads from the chain since it last looked, and what it does not. */
export async function tellOutsiders(stage: Stage, { hidden, fields = [] }: TellOutsidersParameters): Promise<void> {
  const { narrator } = stage;
  const transactions = await readNewTransactions(stage);
  const items = transactions.flatMap(({ said, events }) => [said, ...events]);
  const shown = items.length === 0 ? ["nothing: no transaction was sent"] : items;
  narrator.list("What an outsider learns from the chain:", [...shown, `not: ${hidden}`]);
  if (fields.length === 0) return;
  const places = transactions.flatMap(({ bytes }) => bytes.map((each) => getBytes(each)));
  const length = places.reduce((sum, each) => sum + each.length, 0);
  confirm(
    stage,
    findInBytes(fields, places).length === 0,
    `In those ${formatInteger(length)} bytes of calldata and events stands none of the message's ${fields.length} values, and no bare hash of one.`,
  );
}
