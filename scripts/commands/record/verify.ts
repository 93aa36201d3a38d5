import { getRecord, getRegistration, verifyDisclosure } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { readDisclosureFile } from "../../records/disclosureFile.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { formatValue } from "../../records/readRecord.ts";
import type { Command } from "../../terminal/Command.ts";

export const recordVerify: Command = {
  name: "record verify",
  summary:
    "Ask the contract whether a record says what somebody disclosed of it. The node that is asked learns it: use your own.",
  arguments: ["file"],
  run: async (place, input) => {
    const { recordId, disclosure } = await readDisclosureFile(input.argument("file"));
    const client = await connectReader(place);
    const verified = await verifyDisclosure(client, { recordId, disclosure });
    const record = await getRecord(client, { recordId });
    const { sender } = (await getRegistration(client, { recordId })).context;
    const fields = verified.map((field) => ({ ...field, value: formatValue(field) }));
    return {
      json: { recordId, state: record?.state ?? "none", sender, fields },
      lines: [
        ...fields.map(({ path, value }) => `  ${path}  ${value}`),
        `The contract finds them in the record ${recordId} of ${nameSeat(client, sender)}, which is ${record?.state ?? "none"}.`,
      ],
    };
  },
};
