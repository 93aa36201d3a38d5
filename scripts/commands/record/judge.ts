import { judge } from "#sdk/node";

import { connectReader } from "../../clients/connect.ts";
import { readAnswerFile } from "../../records/answerFile.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { openStores } from "../../records/openMember.ts";
import { homeOption, storeOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";

export const recordJudge: Command = {
  name: "record judge",
  summary:
    "Judge a rejection by the file that the sender answered with: held against the hash on chain and the slot in the envelope.",
  arguments: ["file"],
  options: { ...homeOption, ...storeOptions },
  run: async (place, input) => {
    const { recordId, rejecter, evidence } = await readAnswerFile(input.argument("file"));
    const client = await connectReader(place);
    const stores = await openStores(place, input);
    const asked = { recordId, rejecter, evidence, ...stores, signal: place.signal };
    const { verdict, keyId } = await judge(client, asked);
    const who = nameSeat(client, rejecter);
    const says = {
      held: `The slot gave ${who} the record's key: the rejection was false.`,
      "another-key": `The slot gave ${who} another key than the record's: the rejection was right.`,
      "another-seed": `The sender shows nothing that its slot for ${who} was sealed with: it did not answer.`,
    };
    const decree = verdict === "held" ? "uphold" : "dismiss";
    return {
      json: { recordId, rejecter, verdict, keyId },
      lines: [says[verdict], `Propose it to the members with: quorate record ${decree} ${recordId} --propose`],
    };
  },
};
