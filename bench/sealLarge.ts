// Seals as many MiB as its argument says and throws the envelope away, in a process of its own: prints the most memory that it had.

import { createDecryptionKey } from "../sdk/src/crypto/keys/decryptionKey.ts";
import { sealRecord } from "../sdk/src/crypto/sealRecord.ts";
import { parseAddress } from "../sdk/src/types/parseAddress.ts";

const MIB = 1_048_576;
const mebibytes = Number(process.argv[2] ?? "1024");
const piece = Uint8Array.from({ length: MIB }, (_, index) => (index * 2_654_435_761) >>> 24);

async function* read(): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < mebibytes; index += 1) yield piece;
}

const started = performance.now();
const { key } = await createDecryptionKey(1);
const sealed = await sealRecord({
  context: {
    chainId: 31_337n,
    registry: parseAddress(`0x${"33".repeat(20)}`),
    group: 17n,
    epoch: 1n,
    sender: 0n,
    senderNonce: 0n,
  },
  fields: [],
  document: { path: "Document", source: read },
  recipients: [key],
  epochSecret: new Uint8Array(32),
  created: 1n,
});
let bytes = 0;
for await (const chunk of sealed.envelope) bytes += chunk.length;
const { recordId } = await sealed.commitment;
// maxRSS is in KiB.
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(`${JSON.stringify({ peakMiB, seconds, bytes, recordId })}\n`);
