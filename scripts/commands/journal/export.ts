import { exportJournal, formatJournal } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { listVerifiers } from "../../clients/toBallotSigner.ts";
import { writeNewFile } from "../../drafts/writeDraft.ts";
import type { Command } from "../../terminal/Command.ts";
import { readBytes32, readWhole } from "../../terminal/readValues.ts";

const BLOCKS = { min: 0n, max: 2n ** 53n };

export const journalExport: Command = {
  name: "journal export",
  summary:
    "Write everything that the governor decided, with the signed ballots, into a file that can be verified without a chain.",
  arguments: ["file"],
  options: {
    from: { value: "BLOCK", says: "a block before the first proposal (default: the chain's first)" },
    start: { value: "HEAD", says: "the head before it, of a governor that succeeded another" },
  },
  run: async (place, input) => {
    const client = await connectReader(place);
    const [from, start] = [input.optional("from"), input.optional("start")];
    const journal = await exportJournal(client, {
      verifiers: listVerifiers(await place.deployment()),
      ...(from === null ? {} : { fromBlock: readWhole("--from", from, BLOCKS) }),
      ...(start === null ? {} : { start: readBytes32(start) }),
    });
    const path = input.argument("file");
    const head = await client.contracts.governor.journalHead();
    await writeNewFile(path, formatJournal(journal));
    return {
      json: { file: path, entries: journal.entries.length, head },
      lines: [`${path}: ${journal.entries.length} entries`, `head ${head}`],
    };
  },
};
