import type { BuiltCall, Bytes32, Client, GroupPolicy } from "#sdk";
import {
  castBallot,
  createClient,
  execute,
  parseAddress,
  parseBytes32,
  proposeInFavour,
  register,
  registerKey,
  type Suite,
} from "#sdk";

import { computeRecordContext } from "../../../sdk/src/crypto/commitment/computeRecordContext.ts";
import { createDecryptionKey, type DecryptionKey } from "../../../sdk/src/crypto/keys/decryptionKey.ts";
import { type OpenedRecord, openRecord, type RegisteredRecord } from "../../../sdk/src/crypto/openRecord.ts";
import { type SealRecordParameters, sealRecord } from "../../../sdk/src/crypto/sealRecord.ts";
import { collectBytes } from "../../../sdk/src/crypto/stream/collectBytes.ts";
import type { Bytes } from "../../../sdk/src/types/Bytes.ts";
import type { RecordContext } from "../../../sdk/src/types/RecordContext.ts";
import type { RecordField } from "../../../sdk/src/types/RecordField.ts";
import { type FoundedConsortium, foundConsortium } from "../foundConsortium.ts";
import { usualPolicy } from "./groupPolicy.ts";

const DAY = 86_400n;
export const NOBODY_BEFORE: Bytes32 = parseBytes32(`0x${"00".repeat(32)}`);

/** Members of a real consortium that exchange records, with all that each of them holds. */
export interface RecordGroup {
  readonly consortium: FoundedConsortium;
  /** By seat. */
  readonly clients: readonly Client[];
  readonly keys: readonly DecryptionKey[];
  readonly outsider: Client;
  readonly group: bigint;
  readonly seats: readonly bigint[];
  epoch: bigint;
  epochSecret: Bytes;
  nextNonce: bigint;
}

/** A record that was sealed and registered, with what its sender uploads. */
export interface SentRecord {
  readonly recordId: Bytes32;
  readonly context: RecordContext;
  readonly record: RegisteredRecord;
  readonly envelope: Bytes;
}

/** The element at a place that there is. */
export function at<Element>(list: readonly Element[], place: number): Element {
  const element = list[place];
  if (element === undefined) throw new Error(`there is no element ${place} of ${list.length}`);
  return element;
}

/** Founds a consortium whose members all form group 1 by vote and publish a key each. */
export async function foundGroup(
  members: number,
  policy: Partial<GroupPolicy> = {},
  found: FoundedConsortium | number | undefined = undefined,
): Promise<RecordGroup> {
  const consortium = typeof found === "object" ? found : await foundConsortium(members, found);
  const constitution = parseAddress(consortium.suite.constitution.address);
  const open = (runner: (typeof consortium.members)[number]): Promise<Client> =>
    createClient({ runner, constitution, pollingIntervalMs: 10 });
  const clients = await Promise.all(consortium.members.map(open));
  const outsider = await open(consortium.relayer);
  const seats = clients.map((_, seat) => BigInt(seat));
  const suite = at(policy.suites ?? usualPolicy.suites, 0);
  const made = await Promise.all(seats.map(() => createDecryptionKey(suite)));
  const keys = made.map(({ key }) => key);
  const group = { consortium, clients, keys, outsider, group: 1n, seats, epoch: 1n, nextNonce: 1n };
  const stage: RecordGroup = { ...group, epochSecret: crypto.getRandomValues(new Uint8Array(32)) };
  const call = at(clients, 0).calls.groupDirectory.createGroup({
    metadata: NOBODY_BEFORE,
    seats,
    mandatory: [],
    policy: { ...usualPolicy, ...policy },
  });
  await decide(stage, call);
  for (const [seat, client] of clients.entries()) await publishKey(client, seat, at(keys, seat));
  return stage;
}

/** Publishes a key in the directory. */
export async function publishKey(client: Client, seat: number, key: DecryptionKey): Promise<void> {
  const notAfter = BigInt(Math.floor(Date.now() / 1000)) + 365n * DAY;
  const { suite, publicKey } = key;
  await registerKey(client, { seat: BigInt(seat), suite, publicKey, notAfter });
}

/** Carries a call by vote of more than half of the members. */
export async function decide({ clients }: RecordGroup, call: BuiltCall): Promise<void> {
  const first = at(clients, 0);
  const description = `Decided for a story, ${crypto.randomUUID()}`;
  const { proposalId } = await proposeInFavour(first, { calls: [call], description });
  for (let seat = 1; seat <= clients.length / 2; seat += 1)
    await castBallot(at(clients, seat), { proposalId, support: "for" });
  await execute(first, { proposalId });
}

/** Where the next record of a sender belongs. */
export function takeContext(stage: RecordGroup, sender: number): RecordContext {
  const { chainId, modules } = at(stage.clients, sender);
  stage.nextNonce += 1n;
  const { group, epoch, nextNonce: senderNonce } = stage;
  return { chainId, registry: modules.confidentialRegistry, group, epoch, sender: BigInt(sender), senderNonce };
}

interface Sending {
  readonly fields: readonly RecordField[];
  readonly sender?: number;
  /** By seat; everybody unless given. */
  readonly to?: readonly number[];
  readonly more?: Partial<SealRecordParameters>;
}

/** Seals a record to members and registers it. */
export async function send(stage: RecordGroup, { fields, sender = 0, to, more = {} }: Sending): Promise<SentRecord> {
  const context = takeContext(stage, sender);
  const recipients = to?.map((seat) => at(stage.keys, seat)) ?? stage.keys;
  const { suite } = at(recipients, 0);
  const { epochSecret } = stage;
  const sealed = await sealRecord({ context, suite, fields, recipients, epochSecret, created: now(), ...more });
  const envelope = await collectBytes(sealed.envelope);
  const { contentRoot, bodyHash } = await sealed.commitment;
  return registerAs(stage, { context, contentRoot, bodyHash }, envelope, suite);
}

/** Registers what was sealed, or is said to be. */
export async function registerAs(
  { clients }: RecordGroup,
  record: RegisteredRecord,
  envelope: Bytes,
  suite: Suite = 1,
): Promise<SentRecord> {
  const { context, contentRoot, bodyHash } = record;
  const { group, epoch, senderNonce, sender } = context;
  const given = { group, epoch, senderNonce, contentRoot, bodyHash, suite, seat: sender };
  const { recordId } = await register(at(clients, Number(sender)), given);
  return { recordId, context, record, envelope };
}

/** What the chain says of a record: from its event, as anybody reads it. */
export async function readRegistered(client: Client, recordId: Bytes32): Promise<RegisteredRecord> {
  const { chainId, modules, contracts, provider } = client;
  const address = modules.confidentialRegistry;
  const { interface: abi } = contracts.confidentialRegistry;
  const topics = abi.encodeFilterTopics("RecordRegistered", [recordId]);
  const [log] = await provider.getLogs({ address, topics, fromBlock: 0 });
  if (log === undefined) throw new Error(`nobody registered ${recordId}`);
  const seen = abi.decodeEventLog("RecordRegistered", log.data, log.topics);
  const number = (name: string): bigint => BigInt(seen.getValue(name));
  const [group, epoch, sender, senderNonce] = [
    number("group"),
    number("epoch"),
    number("sender"),
    number("senderNonce"),
  ];
  const context = { chainId, registry: address, group, epoch, sender, senderNonce };
  const { contentRoot, bodyHash } = seen;
  return { context, contentRoot: parseBytes32(contentRoot), bodyHash: parseBytes32(bodyHash) };
}

/** Opens a record as a member does: by what the chain says, with its key and the epoch's secret. */
export async function openAs(
  stage: RecordGroup,
  seat: number,
  { recordId, envelope }: Pick<SentRecord, "recordId" | "envelope">,
): Promise<OpenedRecord> {
  const record = await readRegistered(at(stage.clients, seat), recordId);
  return openRecord({ record, envelope, keys: [at(stage.keys, seat)], epochSecret: stage.epochSecret });
}

/** The hash that every leaf of a record is bound to. */
export function contextOf({ context }: SentRecord): Bytes32 {
  return computeRecordContext(context);
}

function now(): bigint {
  return BigInt(Math.floor(Date.now() / 1000));
}
