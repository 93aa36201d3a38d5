import { type SealRecordParameters, sealRecord } from "../../crypto/sealRecord.ts";
import type { StreamLimits } from "../../crypto/stream/followStream.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { readEncryptionKeys } from "../../internal/readEncryptionKeys.ts";
import { readGroup } from "../../internal/readGroup.ts";
import { untilStopped } from "../../internal/untilStopped.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Group } from "../../types/Group.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { MemberKey } from "../../types/MemberKey.ts";
import type { Suite } from "../../types/Suite.ts";
import type { DirectoryStore } from "../envelopes/createDirectoryStore.ts";
import { takeSenderNonce } from "../keys/takeSenderNonce.ts";
import { findEpochSecret, knowEpochSecret, type MemberStores } from "./findEpochSecret.ts";

/** What is sealed, to whom, and where sender and envelope are kept. */
export interface SealParameters
  extends Pick<SealRecordParameters, "fields" | "document" | "schemaId" | "memo">,
    Pick<StreamLimits, "onProgress">,
    MemberStores,
    WaitLimits {
  /** Where the envelope is kept; have the other parties fetch it from there, or put it into theirs. */
  readonly store: DirectoryStore;
  readonly group: bigint;
  /** The sender. */
  readonly seat: bigint;
  /** Members of the group that get to read it beside the sender and the mandatory ones; without it, all. */
  readonly readers?: readonly bigint[] | undefined;
  /** Without it, the first that the group's policy admits. */
  readonly suite?: Suite | undefined;
  /** A record that this one follows; it is not waited for. */
  readonly previous?: Bytes32 | undefined;
  /** A number that the sender uses once; without it, the lowest that it has not used from this key store. */
  readonly senderNonce?: bigint | undefined;
}

/** A sealed record whose envelope is kept: what `register` takes, beside who acts. */
export interface SealReturnType {
  readonly recordId: Bytes32;
  readonly group: bigint;
  readonly epoch: bigint;
  readonly senderNonce: bigint;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
  readonly suite: Suite;
  readonly previous?: Bytes32;
  /** The members that can open it, ascending. */
  readonly readers: readonly bigint[];
}

/**
 * Seals a record to members of a group in its current epoch, with the keys that the directory names, and keeps its envelope in the
 * sender's store. Register it then; until that is done nobody knows of it. A signal ends it; there is no other limit of time unless one is given.
 *
 * @throws QuorateError GROUP_UNKNOWN, ATTESTATION_UNSUPPORTED, GROUP_KEY_MISSING, SUITE_REFUSED, RECIPIENTS_MALFORMED, FIELD_MALFORMED, RECORD_TOO_LARGE, SOURCE_CHANGED, SENDER_NONCE_USED, KEYSTORE_..., STORE_..., ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const { schemaId, fields } = readXmlMessage(message);
 * const { readers, ...sealed } = await seal(client, { keyStore, store, seat: 3n, group: 1n, schemaId, fields });
 * await register(client, { ...sealed, seat: 3n });
 * ```
 */
export async function seal(client: Client, parameters: SealParameters): Promise<SealReturnType> {
  return await withLimits(untilStopped(parameters), client, "sealing a record", (signal) =>
    sealIn(client, parameters, signal),
  );
}

async function sealIn(client: Client, parameters: SealParameters, signal: AbortSignal): Promise<SealReturnType> {
  const { keyStore, store, seat, previous } = parameters;
  const group = await readGroup(client, parameters.group);
  if (group === null) throw unknownGroup(parameters.group);
  if (group.policy.needsAttested) throw withoutAttestation(group.group);
  const suite = chooseSuite(group, parameters.suite);
  const recipients = await listRecipients(client, group, { ...parameters, suite }, signal);
  const readers = recipients.map((key) => key.seat).sort((a, b) => (a < b ? -1 : 1));
  const shared = { ...group, seats: readers };
  const kept = await findEpochSecret(client, parameters, group, signal);
  // A reader without the secret could check no slot: then the record brings one of its own.
  const known = kept !== undefined && (await knowEpochSecret(client, parameters, shared, signal)) ? kept : undefined;
  const place = { chainId: client.chainId, registry: client.modules.confidentialRegistry };
  const senderNonce = await takeSenderNonce(keyStore, {
    ...place,
    sender: seat,
    nonce: parameters.senderNonce,
    signal,
  });
  const { epoch } = group;
  const sealed = await sealRecord({
    context: { ...place, group: group.group, epoch, sender: seat, senderNonce },
    suite,
    schemaId: parameters.schemaId,
    fields: parameters.fields,
    document: parameters.document,
    memo: parameters.memo,
    recipients,
    epochSecret: known ?? crypto.getRandomValues(new Uint8Array(32)),
    startsEpoch: known === undefined,
    created: BigInt(Math.floor(Date.now() / 1000)),
    onProgress: parameters.onProgress,
    signal,
  });
  await store.keep(sealed.envelope, { signal });
  const { recordId, contentRoot, bodyHash } = await sealed.commitment;
  const facts = { recordId, group: group.group, epoch, senderNonce, contentRoot, bodyHash, suite };
  return { ...facts, ...(previous === undefined ? {} : { previous }), readers };
}

async function listRecipients(
  client: Client,
  group: Group,
  { seat, readers, suite }: Pick<SealParameters, "seat" | "readers"> & { readonly suite: Suite },
  signal: AbortSignal,
): Promise<readonly MemberKey[]> {
  const stranger = [seat, ...(readers ?? [])].find((reader) => !group.seats.includes(reader));
  if (stranger !== undefined) throw notOfGroup(group.group, stranger);
  const wanted = new Set(readers === undefined ? group.seats : [...readers, ...group.mandatory]);
  wanted.add(seat);
  const seats = [...wanted];
  const published = await readEncryptionKeys(client, { seats }, signal);
  const current = await Promise.all(
    seats.map(async (reader) => client.contracts.keyDirectory.currentKey(reader, suite, PURPOSE_ENCRYPT)),
  );
  const keys = published.filter((key) => current.includes(key.keyId));
  const missing = seats.filter((reader) => !keys.some((key) => key.seat === reader));
  if (missing.length > 0) throw withoutKey(missing, suite);
  return keys;
}

const PURPOSE_ENCRYPT = 0n;

function chooseSuite({ group, policy }: Group, asked: Suite | undefined): Suite {
  const suite = asked ?? policy.suites[0];
  if (suite !== undefined && policy.suites.includes(suite)) return suite;
  throw new QuorateError({
    code: "SUITE_REFUSED",
    summary: `Group ${group} does not admit records of suite ${suite ?? "none"}.`,
    remedy: `Seal with suite ${policy.suites.join(" or ")}.`,
    facts: { group, suite: suite ?? 0, admitted: policy.suites },
  });
}

function unknownGroup(group: bigint): QuorateError {
  return new QuorateError({
    code: "GROUP_UNKNOWN",
    summary: `There is no group ${group}.`,
    remedy: "List the groups and correct the number, or have the group formed by vote.",
    facts: { group },
  });
}

function withoutAttestation(group: bigint): QuorateError {
  return new QuorateError({
    code: "ATTESTATION_UNSUPPORTED",
    summary: `Group ${group} seals to attested recipients only, and this release cannot tell them.`,
    remedy: "Have the group changed to a policy without that, or use a release that knows attestations.",
    facts: { group },
  });
}

function notOfGroup(group: bigint, seat: bigint): QuorateError {
  return new QuorateError({
    code: "RECIPIENTS_MALFORMED",
    summary: `Seat ${seat} is not of group ${group}.`,
    remedy: "Name members of the group alone; who is not of it is granted a record afterwards.",
    facts: { group, seat },
  });
}

function withoutKey(seats: readonly bigint[], suite: Suite): QuorateError {
  return new QuorateError({
    code: "GROUP_KEY_MISSING",
    summary: `Seat ${seats.join(", ")} has no encryption key of suite ${suite} in use.`,
    remedy: "Have them register one, or name the readers without those that are not mandatory.",
    facts: { seats, suite },
  });
}
