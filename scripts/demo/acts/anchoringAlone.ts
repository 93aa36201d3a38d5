import { anchorOne, checkReceipt, getRecord, promote } from "#sdk";

import type { Act } from "../Act.ts";
import { sealPayments } from "../batching/sealPayments.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { confirm } from "../stage/confirm.ts";
import { memberClient } from "../stage/memberClient.ts";

/** No batcher can keep a member from the chain: it anchors its record itself, and the record is like every other. */
export const anchoringAlone: Act = {
  title: "A censored member anchors its record itself",
  promise:
    "No batcher takes the record: the member anchors the very same signed record in a log of its own, and everything that a batch gives follows from it.",
  play: async (stage) => {
    const { cast, client, narrator } = stage;
    const member = cast.as("proposer");
    const [sealed] = await sealPayments(stage, 1);
    if (sealed === undefined) throw new TypeError("a payment was sealed");
    const own = memberClient(stage, member);
    const { batchReceipt, receipt } = await anchorOne(own, { record: sealed.record });
    narrator.step(member.name, "finds no batcher, and anchors the record it signed in a log of its own.", receipt);
    const { level } = await checkReceipt(client, { batchReceipt });
    confirm(stage, level === "anchored", "Its receipt is as good as a batcher's, and made by itself.");
    const promoted = await promote(client, { batchReceipt });
    narrator.step(member.name, "has it promoted, so that the others can acknowledge it.", promoted.receipt);
    const record = await getRecord(client, { recordId: promoted.recordId });
    confirm(stage, record?.state === "proposed", `Record ${promoted.recordId} waits for its acknowledgements.`);
    await tellOutsiders(stage, { hidden: "what the record says" });
  },
};
