// Works on a key store until it is killed, or as often as told: `useKeyStore.ts <path> <password> take <times>` takes numbers and says each,
// `... keep <bytes>` keeps one record with so long a text.

import { QuorateError } from "../../../../sdk/src/errors/QuorateError.ts";
import { keepRecord } from "../../../../sdk/src/node/keys/keepRecord.ts";
import { openKeyStore } from "../../../../sdk/src/node/keys/openKeyStore.ts";
import { takeSenderNonce } from "../../../../sdk/src/node/keys/takeSenderNonce.ts";
import { parseBytes32 } from "../../../../sdk/src/types/parseHex.ts";
import { context } from "../parties.ts";

const [path = "", password = "", verb = "", count = "0"] = process.argv.slice(2);
const store = await openKeyStore({ path, password });
try {
  if (verb === "keep") {
    const recordId = parseBytes32(`0x${"77".repeat(32)}`);
    await keepRecord(store, { recordId, contentKey: new Uint8Array(32), text: new Uint8Array(Number(count)) });
    process.stdout.write("kept\n");
  }
  for (let times = 0; verb === "take" && times < Number(count); times += 1)
    process.stdout.write(`${await takeSenderNonce(store, context)}\n`);
} catch (error) {
  process.stdout.write(`${error instanceof QuorateError ? error.code : String(error)}\n`);
}
