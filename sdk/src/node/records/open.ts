import { fetchFromAny } from "../../actions/envelopes/fetchFromAny.ts";
import { checkSlots } from "../../crypto/checkSlots.ts";
import { type OpenedRecord, openRecord } from "../../crypto/openRecord.ts";
import type { StreamLimits } from "../../crypto/stream/followStream.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { readAnyRegistration } from "../../internal/readAnyRegistration.ts";
import { isUsableAt, readEncryptionKeys } from "../../internal/readEncryptionKeys.ts";
import { readGroup } from "../../internal/readGroup.ts";
import { findFirstRecord } from "../../internal/readRegistration.ts";
import { untilStopped } from "../../internal/untilStopped.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { BatchReceipt } from "../../types/BatchReceipt.ts";
import type { Client } from "../../types/Client.ts";
import type { Group } from "../../types/Group.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { MemberKey } from "../../types/MemberKey.ts";
import { recordStates } from "../../types/RecordState.ts";
import type { Registration } from "../../types/Registration.ts";
import { getEpochSecret } from "../keys/getEpochSecret.ts";
import { getKeptRecord } from "../keys/getKeptRecord.ts";
import { keepEpochSecret } from "../keys/keepEpochSecret.ts";
import { keepRecord } from "../keys/keepRecord.ts";
import { loadDecryptionKeys } from "../keys/loadDecryptionKeys.ts";
import type { KeyStore } from "../keys/vault.ts";
import { findEpochSecret, type MemberStores } from "./findEpochSecret.ts";

/** Which record, and what its reader has. */
export interface OpenParameters extends MemberStores, Pick<StreamLimits, "onProgress">, WaitLimits {
  readonly recordId: Bytes32;
  /** The record's receipt, where it is in a batch and was not promoted: from the sender, or from the batcher. */
  readonly batchReceipt?: BatchReceipt | undefined;
  /** Slots that were granted to the reader after the record was sealed. */
  readonly grantedSlots?: readonly Uint8Array[] | undefined;
}

/** A record that its reader may believe, with what the chain says of it. */
export interface OpenReturnType extends OpenedRecord {
  readonly registration: Registration;
  /** The name of the store that had the envelope. */
  readonly from: string;
  /**
   * Whether all slots were made again and compared, so that every other party can open the record too. False where the reader does not
   * know the epoch's secret, as one that was granted the record later: it does not acknowledge.
   */
  readonly areSlotsChecked: boolean;
}

/**
 * Opens a record: reads its registration, fetches its envelope, finds the reader's slot, checks every commitment and makes all slots
 * again. Read the document to its end before acknowledging; `rejectionReasonOf` tells what an error says of the sender.
 *
 * @throws QuorateError RECORD_UNKNOWN, RECORD_FORGOTTEN, ENVELOPE_UNAVAILABLE, SLOT_MISSING, SLOT_MISMATCH, KEY_COMMITMENT_MISMATCH, CONTENT_UNREADABLE, CONTENT_ROOT_MISMATCH and the others of
 * `openRecord`; KEYSTORE_..., STORE_..., RECEIPT_... and REVERTED for a batched record, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const opened = await open(client, { keyStore, store, from: [senders], recordId });
 * const document = opened.document === null ? null : await collectBytes(opened.document);
 * if (opened.areSlotsChecked) await acknowledge(client, { recordId, seat: 3n });
 * ```
 */
export async function open(client: Client, parameters: OpenParameters): Promise<OpenReturnType> {
  return await withLimits(untilStopped(parameters), client, "opening a record", (signal) =>
    openIn(client, parameters, signal),
  );
}

async function openIn(client: Client, parameters: OpenParameters, signal: AbortSignal): Promise<OpenReturnType> {
  const { keyStore, store, from = [], recordId, grantedSlots, onProgress } = parameters;
  const registration = await readAnyRegistration(client, parameters, signal);
  await refuseShredded(client, keyStore, recordId);
  const { group, epoch } = registration.context;
  const place = await readGroup(client, group, epoch);
  if (place === null) throw new TypeError(`the registry took a record for epoch ${epoch} of group ${group}`);
  const fetched = await fetchFromAny({ address: recordId, stores: from, into: store, signal });
  const keys = await loadDecryptionKeys(keyStore, { signal });
  const known = await findEpochSecret(client, parameters, place, signal);
  const opened = await openRecord({
    record: registration,
    // The document goes on being read after this verb has answered: its caller's signal ends that.
    envelope: store.get(recordId, { signal: parameters.signal }),
    keys,
    epochSecret: known,
    grantedSlots,
    onProgress,
    signal: parameters.signal,
  });
  const epochSecret = opened.content.epochSecret ?? known;
  if (epochSecret !== undefined) {
    const directory = await listKeysOf(client, place, registration, signal);
    const required = place.mandatory.flatMap((seat) => pickRequired(opened, directory, seat));
    await checkSlots({ opened, directory, required, epochSecret });
    await keepSecret(client, keyStore, { opened, place, recordId }, signal);
  }
  await keepRecord(keyStore, { recordId, contentKey: opened.contentKey, signal });
  return { ...opened, registration, from: fetched.from, areSlotsChecked: epochSecret !== undefined };
}

/** What is or was destroyed here, or everywhere, is not opened again, whatever a store still holds. */
async function refuseShredded(client: Client, keyStore: KeyStore, recordId: Bytes32): Promise<void> {
  const { state: kept } = await getKeptRecord(keyStore, { recordId });
  const state = recordStates[Number(await client.contracts.confidentialRegistry.stateOf(recordId))];
  const isDoomed = state === "shredPending" || state === "shredded";
  // DEFENCE: shredded-stays-shut
  if (kept === "forgotten" || isDoomed) throw shredded(recordId);
}

/** The keys of its suite that the members of the record's epoch had in use when it was registered. */
async function listKeysOf(
  client: Client,
  { seats }: Group,
  { suite, registeredAt }: Registration,
  signal: AbortSignal,
): Promise<readonly MemberKey[]> {
  const published = await readEncryptionKeys(client, { seats }, signal);
  const used = published.filter((key) => key.suite === suite && isUsableAt(key, registeredAt));
  const { memberRegistry } = client.contracts;
  const holders = await Promise.all(
    seats.map(async (seat) => [seat, (await memberRegistry.seat(seat)).admittedAt] as const),
  );
  const admitted = new Map(holders);
  return used.filter(({ seat, memberSince }) => {
    const since = admitted.get(seat) ?? 0n;
    return since <= registeredAt ? memberSince === since : memberSince <= registeredAt;
  });
}

/** The key by which a mandatory member must be among the recipients; none where it had none. */
function pickRequired({ content }: OpenedRecord, directory: readonly MemberKey[], seat: bigint): readonly Bytes32[] {
  const keyIds = directory.filter((key) => key.seat === seat).map(({ keyId }) => keyId);
  const sealed = keyIds.find((keyId) => content.recipients.includes(keyId));
  return sealed === undefined ? keyIds.slice(-1) : [sealed];
}

/** Keeps the secret that the first record of an epoch hands over; one that a later record brings is good for that record alone. */
async function keepSecret(
  client: Client,
  keyStore: KeyStore,
  { opened, place, recordId }: { readonly opened: OpenedRecord; readonly place: Group; readonly recordId: Bytes32 },
  signal: AbortSignal,
): Promise<void> {
  const { epochSecret } = opened.content;
  if (epochSecret === null) return;
  const { group, epoch } = place;
  const named = { chainId: client.chainId, registry: client.modules.confidentialRegistry, group, epoch, signal };
  if ((await getEpochSecret(keyStore, named)) !== undefined) return;
  if ((await findFirstRecord(client, place, signal)) !== recordId) return;
  await keepEpochSecret(keyStore, { ...named, secret: epochSecret });
}

function shredded(recordId: Bytes32): QuorateError {
  return new QuorateError({
    code: "RECORD_FORGOTTEN",
    summary: `The record ${recordId} is shredded, or is to be.`,
    remedy: "Keep nothing of it; where it was shredded by mistake, ask another party for a copy under a new record.",
    facts: { recordId },
  });
}
