import { checkSlots } from "../../sdk/src/crypto/checkSlots.ts";
import { createDecryptionKey } from "../../sdk/src/crypto/keys/decryptionKey.ts";
import { type OpenedRecord, openRecord, type RegisteredRecord } from "../../sdk/src/crypto/openRecord.ts";
import { sealRecord } from "../../sdk/src/crypto/sealRecord.ts";
import { collectBytes } from "../../sdk/src/crypto/stream/collectBytes.ts";
import { parseAddress } from "../../sdk/src/types/parseAddress.ts";
import type { RecordField } from "../../sdk/src/types/RecordField.ts";
import type { Suite } from "../../sdk/src/types/Suite.ts";
import { RECIPIENTS, type Subject } from "./Subject.ts";

const context = {
  chainId: 31_337n,
  registry: parseAddress(`0x${"33".repeat(20)}`),
  group: 17n,
  epoch: 1n,
  sender: 0n,
  senderNonce: 0n,
};
const fields: readonly RecordField[] = [
  { path: "Amt", type: "decimal", value: "1250.00" },
  { path: "Ccy", type: "text", value: "EUR" },
  { path: "ReqdExctnDt", type: "date", value: "2026-11-22" },
];

/** Ours, with the re-derivation of all slots before an acknowledgement. */
export interface Ours extends Subject {
  readonly check: () => Promise<void>;
}

/** A record with three fields and the text as its document: committed to, padded, with decoys. */
export async function createOurs(text: Uint8Array, suite: Suite = 1): Promise<Ours> {
  const made = await Promise.all(Array.from({ length: RECIPIENTS }, () => createDecryptionKey(suite)));
  const recipients = made.map(({ key }) => key);
  const epochSecret = crypto.getRandomValues(new Uint8Array(32));
  const document = { path: "Document", source: text };
  const seal = async (): Promise<{ envelope: Uint8Array; record: RegisteredRecord }> => {
    const sealed = await sealRecord({ context, suite, fields, document, recipients, epochSecret, created: 1n });
    const envelope = await collectBytes(sealed.envelope);
    const { contentRoot, bodyHash } = await sealed.commitment;
    return { envelope, record: { context, contentRoot, bodyHash } };
  };
  const delivered = await seal();
  const keys = recipients.slice(RECIPIENTS / 2, RECIPIENTS / 2 + 1);
  const open = async (): Promise<OpenedRecord> => {
    const opened = await openRecord({ ...delivered, keys, epochSecret });
    if (opened.document !== null) await collectBytes(opened.document);
    return opened;
  };
  const opened = await open();
  const required = recipients.map(({ keyId }) => keyId);
  return {
    name: "ours",
    seal,
    open,
    check: async () => checkSlots({ opened, directory: recipients, required, epochSecret }),
  };
}
