import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import type { Bytes32 } from "#sdk";
import { rewrap } from "#sdk/node";

import { connectReader } from "../../clients/connect.ts";
import { openMember } from "../../records/openMember.ts";
import { recordOptions } from "../../records/recordOptions.ts";
import { writeSlotFile } from "../../records/slotFile.ts";
import type { Command } from "../../terminal/Command.ts";

export const encryptionKeyRewrap: Command = {
  name: "encryption-key rewrap",
  summary: "List the records that were sealed to a compromised key, and make a slot for your current key in each.",
  options: {
    out: { value: "DIR", says: "folder for the slots' files (default: they are only listed)" },
    ...recordOptions,
  },
  run: async (place, input) => {
    const out = input.optional("out");
    const client = await connectReader(place);
    const tasks = await rewrap(client, { ...(await openMember(place, input)), signal: place.signal });
    if (out !== null) await mkdir(out, { recursive: true });
    const rows: { recordId: Bytes32; compromisedKeyId: Bytes32; keyId: Bytes32 | null; file: string | null }[] = [];
    for (const { recordId, compromisedKeyId, granted } of tasks) {
      const file = out === null || granted === null ? null : join(out, `${recordId}.slot.json`);
      if (file !== null && granted !== null) {
        const { slot, slotHash, granteeKeyId: keyId } = granted;
        await writeSlotFile(file, { recordId, keyId, slotHash, slot });
      }
      rows.push({ recordId, compromisedKeyId, keyId: granted?.granteeKeyId ?? null, file });
    }
    const waits = rows.some(({ keyId }) => keyId === null);
    return {
      json: rows,
      lines: [
        ...rows.map(({ recordId, file }) => `${recordId}  ${file ?? "-"}`),
        `${rows.length} records were sealed to a key that others may have.`,
        ...(waits ? ["There is no current key of their suite: make one with quorate encryption-key register."] : []),
        ...(rows.length === 0
          ? []
          : [
              "Have each slot granted, by vote (--propose) or by the group's members (--consent FILE):",
              "quorate record grant ID --slot FILE",
            ]),
      ],
    };
  },
};
