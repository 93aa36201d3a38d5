import { listStoredKeys, stateOfKey } from "#sdk/node";

import { formatDate } from "../../records/formatKeys.ts";
import { locateHome } from "../../records/locateHome.ts";
import { openMemberKeys } from "../../records/openMemberKeys.ts";
import { keyStoreOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatTable } from "../../terminal/formatTable.ts";

export const encryptionKeyShow: Command = {
  name: "encryption-key show",
  summary: "Show the keys of your key store, and what each is good for. Speaks to no chain.",
  options: keyStoreOptions,
  run: async (place, input) => {
    const { keyStore: file } = await locateHome(place, input);
    const now = BigInt(Math.floor(Date.now() / 1_000));
    const stored = await listStoredKeys(await openMemberKeys(place, input));
    const keys = stored.map((key) => ({ ...key, state: stateOfKey(key, now) }));
    const rows = keys.map(({ keyId, suite, state, notBefore, notAfter, compromisedSince }) => [
      keyId,
      String(suite),
      state,
      formatDate(notBefore),
      formatDate(notAfter),
      formatDate(compromisedSince),
    ]);
    return {
      json: { file, keys },
      lines: [file, ...formatTable(["key", "suite", "state", "from", "until", "compromised since"], rows)],
    };
  },
};
