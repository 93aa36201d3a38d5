import type { RecordCommitment } from "../../../sdk/src/crypto/envelope/recordCommitment.ts";
import { createDecryptionKey, type DecryptionKey } from "../../../sdk/src/crypto/keys/decryptionKey.ts";
import { type OpenedRecord, openRecord, type RegisteredRecord } from "../../../sdk/src/crypto/openRecord.ts";
import {
  type RecordSecrets,
  type SealRecordParameters,
  sealRecord,
  sealRecordWith,
} from "../../../sdk/src/crypto/sealRecord.ts";
import { collectBytes } from "../../../sdk/src/crypto/stream/collectBytes.ts";
import type { Bytes } from "../../../sdk/src/types/Bytes.ts";
import { parseAddress } from "../../../sdk/src/types/parseAddress.ts";
import type { RecordContext } from "../../../sdk/src/types/RecordContext.ts";
import type { RecordField } from "../../../sdk/src/types/RecordField.ts";
import type { Suite } from "../../../sdk/src/types/Suite.ts";

/** Where the records of the tests belong. */
export const context: RecordContext = {
  chainId: 31_337n,
  registry: parseAddress(`0x${"33".repeat(20)}`),
  group: 17n,
  epoch: 4n,
  sender: 2n,
  senderNonce: 77n,
};

/** A payment as its parties see it. */
export const payment: readonly RecordField[] = [
  { path: "Amt", type: "decimal", value: "1250.00" },
  { path: "Ccy", type: "text", value: "EUR" },
  { path: "ReqdExctnDt", type: "date", value: "2026-11-22" },
  { path: "Urgent", type: "boolean", value: true },
];

export const epochSecret: Bytes = new Uint8Array(32).fill(5);

/** So many members with a key each. */
export async function createParties(count: number, suite: Suite = 1): Promise<readonly DecryptionKey[]> {
  const made = await Promise.all(Array.from({ length: count }, () => createDecryptionKey(suite)));
  return made.map(({ key }) => key);
}

/** A record in the hands of whoever fetches it, with what the chain says of it. */
export interface DeliveredRecord {
  readonly envelope: Bytes;
  readonly record: RegisteredRecord;
  readonly commitment: RecordCommitment;
}

type Asked = Partial<SealRecordParameters> & Pick<SealRecordParameters, "recipients">;

/** Seals a payment, or what is asked instead. */
export async function deliver(asked: Asked, secrets?: RecordSecrets): Promise<DeliveredRecord> {
  const parameters = { context, fields: payment, epochSecret, created: 1_800_000_000n, ...asked };
  const sealed = await (secrets === undefined ? sealRecord(parameters) : sealRecordWith(parameters, secrets));
  const envelope = await collectBytes(sealed.envelope);
  const commitment = await sealed.commitment;
  const { contentRoot, bodyHash } = commitment;
  return { envelope, commitment, record: { context: parameters.context, contentRoot, bodyHash } };
}

/** Opens what was delivered with one key. */
export async function openFor(key: DecryptionKey, { envelope, record }: DeliveredRecord): Promise<OpenedRecord> {
  return openRecord({ record, envelope, keys: [key], epochSecret });
}

/** The document of a record, to its end. */
export async function readDocumentOf({ document }: OpenedRecord): Promise<Bytes | null> {
  return document === null ? null : collectBytes(document);
}
