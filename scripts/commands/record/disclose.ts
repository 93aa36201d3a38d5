import { disclose, type RecordField } from "#sdk/records";

import { connectReader } from "../../clients/connect.ts";
import { writeDisclosureFile } from "../../records/disclosureFile.ts";
import { openMember } from "../../records/openMember.ts";
import { formatValue, readRecord } from "../../records/readRecord.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { malformed } from "../../terminal/Input.ts";
import { readBytes32 } from "../../terminal/readValues.ts";

export const recordDisclose: Command = {
  name: "record disclose",
  summary:
    "Write some fields of a record into a file that proves them to somebody who is no party of it. It cannot be taken back.",
  arguments: ["id"],
  options: {
    field: {
      value: "PATH",
      says: "a field as record open shows it, or the end of its path; may be given several times",
      isRepeated: true,
    },
    out: { value: "FILE", says: "a new file for them; whoever has it reads them" },
    ...recordOptions,
  },
  run: async (place, input) => {
    const recordId = readBytes32(input.argument("id"));
    const [out, asked] = [input.option("out"), input.many("field")];
    const client = await connectReader(place);
    const member = await openMember(place, input);
    const { opened, fields } = await readRecord(client, { ...member, recordId, signal: place.signal });
    const shown = asked.map((text) => findField(fields, text));
    const disclosure = disclose(
      opened,
      shown.map(({ path }) => path),
    );
    await writeDisclosureFile(out, { recordId, disclosure });
    return {
      json: { recordId, file: out, fields: shown.map((field) => ({ ...field, value: formatValue(field) })) },
      lines: [
        ...shown.map((field) => `  ${field.path}  ${formatValue(field)}`),
        `${out} proves that to whoever has it: quorate record verify ${out}`,
      ],
    };
  },
};

function findField(fields: readonly RecordField[], text: string): RecordField {
  const exact = fields.find(({ path }) => path === text);
  const ending = fields.filter(({ path }) => path.endsWith(`/${text}`));
  const [only, second] = exact === undefined ? ending : [exact];
  if (only !== undefined && second === undefined) return only;
  const known = (ending.length > 0 ? ending : fields).map(({ path }) => path);
  throw malformed("--field", text, `one of ${known.slice(0, 60).join(", ")}`);
}
