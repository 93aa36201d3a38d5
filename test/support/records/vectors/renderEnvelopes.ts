import { toHex } from "../../../../sdk/src/crypto/commitment/toBytes32.ts";
import { hashSlot } from "../../../../sdk/src/crypto/envelope/envelopeHead.ts";
import { revealSlot } from "../../../../sdk/src/crypto/judgeSlot.ts";
import { type DecryptionKey, importDecryptionKey } from "../../../../sdk/src/crypto/keys/decryptionKey.ts";
import { kemOf } from "../../../../sdk/src/crypto/keys/kemOf.ts";
import type { RecordSecrets } from "../../../../sdk/src/crypto/sealRecord.ts";
import { type Suite, suites } from "../../../../sdk/src/types/Suite.ts";
import { context, deliver, epochSecret, openFor, payment } from "../parties.ts";

const REFUSED_KEYS = [
  { suite: 1, publicKey: `0x${"00".repeat(32)}`, fault: "small order" },
  { suite: 1, publicKey: `0x01${"00".repeat(31)}`, fault: "small order" },
  { suite: 1, publicKey: `0xec${"ff".repeat(30)}7f`, fault: "small order" },
  { suite: 1, publicKey: "0xe0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800", fault: "small order" },
  { suite: 1, publicKey: "0x5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157", fault: "small order" },
  { suite: 1, publicKey: `0xed${"ff".repeat(30)}7f`, fault: "not below the prime" },
  { suite: 1, publicKey: `0xee${"ff".repeat(30)}7f`, fault: "not below the prime" },
  { suite: 1, publicKey: `0x09${"00".repeat(30)}80`, fault: "not below the prime" },
  { suite: 1, publicKey: `0x${"09".repeat(31)}`, fault: "length" },
  { suite: 3, publicKey: `0x04${"11".repeat(64)}`, fault: "not on the curve" },
] as const;

/** The secret bytes of a key of the vectors. */
export function secretOf(suite: Suite, number: number): Uint8Array {
  return kemOf(suite).deriveSecret(new Uint8Array(32).fill(16 * suite + number));
}

/** Vectors of keys: their ids, and those that nobody may seal to. */
export async function renderKeys(): Promise<string> {
  const keys = await Promise.all(suites.map((suite) => keyOf(suite, 0)));
  const sound = keys.map(({ suite, publicKey, keyId }) => ({
    suite,
    secret: toHex(secretOf(suite, 0)),
    publicKey,
    keyId,
  }));
  return `${JSON.stringify({ format: "quorate/v1", keys: sound, refused: REFUSED_KEYS }, null, 2)}\n`;
}

/** Vectors of whole envelopes, one for each suite, with the secrets that they were made from. */
export async function renderEnvelopes(): Promise<string> {
  const envelopes: object[] = [];
  for (const suite of suites) envelopes.push(await renderEnvelope(suite));
  return `${JSON.stringify({ format: "quorate/v1", envelopes }, null, 2)}\n`;
}

async function renderEnvelope(suite: Suite): Promise<object> {
  const keys = [await keyOf(suite, 0), await keyOf(suite, 1)];
  const [reader] = keys;
  if (reader === undefined) throw new Error("two keys");
  const document = { path: "Document", source: new TextEncoder().encode("<Document>1250.00</Document>") };
  const secrets = secretsOf(suite);
  const delivered = await deliver({ suite, recipients: keys, document, memo: "a vector" }, secrets);
  const opened = await openFor(reader, delivered);
  const { contentKey, saltSeed, slotSeed } = secrets;
  const evidence = revealSlot(opened, reader.keyId);
  return {
    suite,
    context: Object.fromEntries(Object.entries(context).map(([part, value]) => [part, String(value)])),
    recipients: keys.map(({ publicKey, keyId }, number) => ({
      secret: toHex(secretOf(suite, number)),
      publicKey,
      keyId,
    })),
    epochSecret: toHex(epochSecret),
    contentKey: toHex(contentKey),
    saltSeed: toHex(saltSeed),
    slotSeed: toHex(slotSeed),
    created: String(opened.head.header.created),
    fields: payment.map(({ path, type, value }) => ({ path, type, value: String(value) })),
    document: toHex(document.source),
    memo: opened.content.memo,
    envelope: toHex(delivered.envelope),
    slotHashes: opened.head.slots.map(hashSlot),
    commitment: delivered.commitment,
    dispute: {
      keyId: reader.keyId,
      slot: evidence?.slot,
      ephemeral: evidence === undefined ? null : toHex(evidence.ephemeral),
    },
  };
}

async function keyOf(suite: Suite, number: number): Promise<DecryptionKey> {
  return importDecryptionKey(suite, secretOf(suite, number));
}

function secretsOf(suite: Suite): RecordSecrets {
  const fill = (byte: number): RecordSecrets["contentKey"] => new Uint8Array(32).fill(byte);
  return { contentKey: fill(suite), saltSeed: fill(0x40 + suite), slotSeed: fill(0x80 + suite) };
}
