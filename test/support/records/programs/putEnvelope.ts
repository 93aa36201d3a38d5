// Puts a long envelope into a folder and says how far it is: `putEnvelope.ts <folder> <MiB>`. The tests kill it, or give it little room.

import { QuorateError } from "../../../../sdk/src/errors/QuorateError.ts";
import { createDirectoryStore } from "../../../../sdk/src/node/envelopes/createDirectoryStore.ts";
import { createLongEnvelope } from "../envelopes.ts";

const [path = "", mib = "0"] = process.argv.slice(2);
const long = await createLongEnvelope(Number(mib) * 1_048_576);
const store = await createDirectoryStore({ path, name: "own" });
process.stdout.write(`address ${long.address}\n`);
try {
  const onProgress = ({ bytes }: { readonly bytes: number }): void => void process.stdout.write(`at ${bytes}\n`);
  await store.put(long.address, long.read(), { onProgress });
  process.stdout.write("kept\n");
} catch (error) {
  process.stdout.write(`${error instanceof QuorateError ? `${error.code} ${error.summary}` : String(error)}\n`);
}
