import { fetchFromAny } from "../../actions/envelopes/fetchFromAny.ts";
import type { RecordContent } from "../../crypto/envelope/recordContent.ts";
import { openRecord } from "../../crypto/openRecord.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { readEncryptionKeys } from "../../internal/readEncryptionKeys.ts";
import { findFirstRecord, readRegistration } from "../../internal/readRegistration.ts";
import type { Bytes } from "../../types/Bytes.ts";
import type { Client } from "../../types/Client.ts";
import type { EnvelopeStore } from "../../types/EnvelopeStore.ts";
import type { Group } from "../../types/Group.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { getEpochSecret } from "../keys/getEpochSecret.ts";
import { keepEpochSecret } from "../keys/keepEpochSecret.ts";
import { loadDecryptionKeys } from "../keys/loadDecryptionKeys.ts";
import type { KeyStore } from "../keys/vault.ts";

/** Where a member keeps its keys and its envelopes. */
export interface MemberStores {
  readonly keyStore: KeyStore;
  /** The member's own store: envelopes are kept there. */
  readonly store: EnvelopeStore;
  /** Stores of other parties, in the order in which they are asked. */
  readonly from?: readonly EnvelopeStore[] | undefined;
}

/** The secret of a group's epoch: the one that is kept, else the one that the epoch's first record hands over, which is then kept. */
export async function findEpochSecret(
  client: Client,
  stores: MemberStores,
  epoch: Pick<Group, "group" | "epoch" | "startedAt">,
  signal: AbortSignal,
): Promise<Bytes | undefined> {
  const { keyStore } = stores;
  const place = { chainId: client.chainId, registry: client.modules.confidentialRegistry, signal };
  const kept = await getEpochSecret(keyStore, { ...place, group: epoch.group, epoch: epoch.epoch });
  if (kept !== undefined) return kept;
  const handed = (await readFirst(client, stores, epoch, signal))?.epochSecret ?? null;
  if (handed === null) return undefined;
  const secret = new Uint8Array(handed);
  await keepEpochSecret(keyStore, { ...place, group: epoch.group, epoch: epoch.epoch, secret });
  return secret;
}

/** The keys that the first record of each epoch was sealed to, as far as a client has read it. */
const firstRecipients = new WeakMap<Client, Map<string, readonly Bytes32[]>>();

/** Whether the epoch's first record handed its secret to all of these seats: one that was sealed to a few leaves the others without. */
export async function knowEpochSecret(
  client: Client,
  stores: MemberStores,
  { seats, ...epoch }: Pick<Group, "group" | "epoch" | "startedAt" | "seats">,
  signal: AbortSignal,
): Promise<boolean> {
  const read = firstRecipients.get(client) ?? new Map<string, readonly Bytes32[]>();
  const name = `${epoch.group} ${epoch.epoch}`;
  const recipients = read.get(name) ?? (await readFirst(client, stores, epoch, signal))?.recipients;
  if (recipients === undefined) return false;
  firstRecipients.set(client, read.set(name, recipients));
  const published = await readEncryptionKeys(client, { seats }, signal);
  const holders = new Set(published.filter(({ keyId }) => recipients.includes(keyId)).map(({ seat }) => seat));
  return seats.every((seat) => holders.has(seat));
}

/** What the epoch's first record says to its readers; null where there is none, or this member cannot open it. */
async function readFirst(
  client: Client,
  { keyStore, store, from = [] }: MemberStores,
  epoch: Pick<Group, "group" | "epoch" | "startedAt">,
  signal: AbortSignal,
): Promise<RecordContent | null> {
  const recordId = await findFirstRecord(client, epoch, signal);
  if (recordId === undefined) return null;
  const record = await readRegistration(client, recordId, signal);
  try {
    await fetchFromAny({ address: recordId, stores: from, into: store, signal });
    const keys = await loadDecryptionKeys(keyStore, { signal });
    const { content, document } = await openRecord({ record, envelope: store.get(recordId), keys, signal });
    // Whether its document is whole is asked when the record itself is opened.
    await document?.[Symbol.asyncIterator]().return?.();
    return content;
  } catch (error) {
    signal.throwIfAborted();
    // It is not ours, nobody gives it, or it is no good: then its reader does without.
    if (error instanceof QuorateError) return null;
    throw error;
  }
}
