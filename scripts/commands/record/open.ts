import { formatMoment, getRecord } from "#sdk";

import { readReceiptFile } from "../../batches/receiptFile.ts";
import { connectReader } from "../../clients/connect.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import { openMember } from "../../records/openMember.ts";
import { formatValue, readRecord } from "../../records/readRecord.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import { readSlotFile } from "../../records/slotFile.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordOpen: Command = {
  name: "record open",
  summary:
    "Fetch a record, open it, check every commitment and show what it says, or write the message back byte for byte.",
  arguments: ["id"],
  options: {
    out: { value: "FILE", says: "a new file for the message or the document, which only you may open" },
    slot: { value: "FILE", says: "the slot that a party made for you, where the record was granted to you afterwards" },
    receipt: { value: "FILE", says: "its receipt, where it is in a batch and nobody has promoted it yet" },
    ...recordOptions,
  },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const [slotPath, out, receiptPath] = [input.optional("slot"), input.optional("out"), input.optional("receipt")];
    const batchReceipt = receiptPath === null ? undefined : await readReceiptFile(receiptPath);
    const slot = slotPath === null ? null : await readSlotFile(slotPath);
    const client = await connectReader(place);
    const member = await openMember(place, input);
    const grantedSlots = slot === null ? [] : [slot.slot];
    const read = await readRecord(client, {
      ...member,
      recordId,
      grantedSlots,
      batchReceipt,
      out,
      signal: place.signal,
    });
    const record = await getRecord(client, { recordId });
    const { registration, areSlotsChecked, content, from } = read.opened;
    const { group, epoch, sender } = registration.context;
    const fields = read.fields.map((field) => ({ ...field, value: formatValue(field) }));
    const width = Math.min(80, Math.max(0, ...fields.map(({ path }) => path.length)));
    const { memo } = content;
    const state = record?.state ?? "batched";
    return {
      json: {
        recordId,
        state,
        group,
        epoch,
        sender,
        registeredAt: registration.registeredAt,
        fields,
        memo,
        bytes: read.bytes,
        from,
        areSlotsChecked,
        file: out,
      },
      lines: [
        `From ${nameSeat(client, sender)} in group ${group}, ${formatMoment(registration.registeredAt)}: ${state}`,
        ...(memo === "" ? [] : [`  remark: ${memo}`]),
        ...(out === null ? fields.map(({ path, value }) => `  ${path.padEnd(width)}  ${value}`) : []),
        ...(read.bytes === null
          ? []
          : [`  ${read.bytes} bytes${out === null ? "; --out FILE writes them" : ` in ${out}`}`]),
        areSlotsChecked
          ? "Every commitment and every reader's slot is as it must be."
          : "Every commitment is as it must be. The slots of the others cannot be checked by whom it was granted to.",
        ...(state === "proposed" && areSlotsChecked
          ? [`Acknowledge it with: quorate record acknowledge ${recordId}`]
          : []),
        ...(state === "batched" ? [`Take it into the registry with: quorate record promote ${receiptPath}`] : []),
      ],
    };
  },
};
