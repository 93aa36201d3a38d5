import { batcherOption, readBatchers, readLevel, untilOption } from "../../batches/batchOptions.ts";
import { describeReceipt } from "../../batches/describeReceipt.ts";
import { renewRecord } from "../../batches/renewRecord.ts";
import { readSignedRecordFile } from "../../batches/signedRecordFile.ts";
import { submitRecord } from "../../batches/submitRecord.ts";
import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const recordSubmit: Command = {
  name: "record submit",
  summary:
    "Submit a record again that was signed for a batch; what was stored gets the same receipt. After its deadline it is signed anew where --key says by whom, and refused else.",
  arguments: ["file"],
  options: {
    ...batcherOption,
    ...untilOption,
    receipt: { value: "FILE", says: "where the receipt goes (default: beside the signed record)" },
  },
  run: async (place, input) => {
    const file = input.argument("file");
    const signed = await readSignedRecordFile(file);
    const { recordId } = signed;
    const [batchers, until] = [readBatchers(place, input), readLevel(input)];
    const path = input.optional("receipt") ?? `${file.replace(/(?:\.signed)?\.json$/, "")}.json`;
    const client = await connectReader(place);
    const record = await renewRecord(place, input, client, { signed, file });
    const report = (level: string): void => place.terminal.say(`${level}, receipt in ${path}`);
    const { signal } = place;
    const receipt = await submitRecord(client, { record, batchers, until, path, signal, report });
    return {
      json: { recordId, level: until, receipt, file: path },
      lines: [`Record ${recordId}`, ...describeReceipt(receipt, until), `  receipt    ${path}`],
    };
  },
};
