import { type BatchReceipt, checkReceipt, getRecord, parseHex, promote } from "#sdk";
import { parseReceipt } from "#sdk/receipts";

import type { Act } from "../Act.ts";
import { proveAll } from "../batching/proveAll.ts";
import { sealPayments } from "../batching/sealPayments.ts";
import { submitAll } from "../batching/submitAll.ts";
import { tellFlow } from "../batching/tellFlow.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { formatInteger } from "../narration/formatInteger.ts";
import { confirm } from "../stage/confirm.ts";
import { expectFault } from "../stage/expectFault.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";

const RECORDS = 20_000;

/** Many signed records flow through a batcher whose program is killed in the middle; nothing that it acknowledged is lost. */
export const batchingRecords: Act = {
  title: "20,000 confidential records flow through a batcher, which is killed in the middle",
  promise:
    "Members send signed records; the batcher stores them, promises to anchor them and answers; it is killed without warning and started again, and every answer it ever gave holds.",
  play: async (stage) => {
    const { batching, chain, client, narrator, root, signal } = stage;
    const sealed = await sealPayments(stage, RECORDS);
    await batching.start(root, chain, client.modules.constitution, signal);
    narrator.step(
      batching.operator.member.name,
      "starts the batcher in a process of its own, with an empty store in one file; it opens a log on the chain.",
    );
    const flow = await submitAll(stage, sealed);
    batching.receipts = flow.acknowledged.map(({ receipt }) => receipt).toSorted((a, b) => a.sequence - b.sequence);
    narrator.step(
      "The members' programs",
      `send ${formatInteger(sealed.length)} records. When half of them are acknowledged the batcher is killed with SIGKILL and started again on its store; the programs send again what was not answered.`,
    );
    tellFlow(narrator, flow);
    await proveAll(stage);
    await showOne(stage, sealed[0]?.envelope);
    await checkStore(stage);
    await tellOutsiders(stage, {
      hidden:
        "how large any of the 20,000 records is, what it says, who can read it, and even that a given member sent one: of all but one there is nothing but a root",
    });
  },
};

/** One of the many is like any other record, and its receipt convinces everybody, unless somebody changed it. */
async function showOne(stage: Stage, envelope: Uint8Array | undefined): Promise<void> {
  const { batching, client, narrator } = stage;
  const batchReceipt = await fetchReceipt(stage, 0);
  const { level, digest } = await checkReceipt(client, { batchReceipt });
  confirm(
    stage,
    level === "anchored",
    `A receipt taken from the store again proves itself: record 0 is ${level}, with digest ${digest}.`,
  );
  await expectFault(stage, {
    who: "A forger",
    attempted: "changes one hash of the record in that receipt, and shows it to an auditor.",
    code: "RECEIPT_ALTERED",
    attempt: () => checkReceipt(client, { batchReceipt: forge(batchReceipt) }),
  });
  const { recordId, receipt } = await promote(client, { batchReceipt });
  narrator.step(
    SECRETARIAT,
    `shows the chain that receipt: out of ${formatInteger(batching.receipts.length)} this one record gets a place of its own, because somebody wants to acknowledge it.`,
    receipt,
  );
  const record = await getRecord(client, { recordId });
  confirm(
    stage,
    record?.state === "proposed" && envelope !== undefined,
    `Record ${recordId} is like any that was registered directly, since the time at which its batch was anchored.`,
  );
}

/** The operator's own check, which reads every record in the store. */
async function checkStore(stage: Stage): Promise<void> {
  const { batching, chain, client, narrator, root, signal } = stage;
  await batching.drain();
  const checked = await batching.check(root, chain, client.modules.constitution, signal);
  narrator.step(
    batching.operator.member.name,
    "stops the batcher and has its store checked: every record read, every digest, leaf and root computed again and compared with the chain.",
  );
  confirm(
    stage,
    checked.code === 0 && checked.stdout.includes(`"nextSequence":${batching.receipts.length}`),
    `${formatInteger(batching.receipts.length)} records are in the store, and nothing was found that should not be so.`,
  );
}

async function fetchReceipt({ batching, signal }: Stage, sequence: number): Promise<BatchReceipt> {
  const url = `${batching.url}/v1/receipts/${batching.logId}/${sequence}?level=anchored`;
  const answer = await fetch(url, { signal });
  return parseReceipt(await answer.text());
}

/** Another content root than the one that was signed. */
function forge(receipt: BatchReceipt): BatchReceipt {
  const { record } = receipt;
  if (record === undefined) throw new TypeError("a record's receipt has the record");
  const place = 2 + 2 * 70;
  const other = record[place] === "0" ? "1" : "0";
  return { ...receipt, record: parseHex(`${record.slice(0, place)}${other}${record.slice(place + 1)}`) };
}
