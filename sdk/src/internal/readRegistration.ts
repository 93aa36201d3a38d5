import { computeRecordContext } from "../crypto/commitment/computeRecordContext.ts";
import { computeRecordId } from "../crypto/commitment/computeRecordId.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import { eventCatalogue } from "../generated/events.ts";
import type { Client } from "../types/Client.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import type { Registration } from "../types/Registration.ts";
import { suites } from "../types/Suite.ts";
import type { ModuleEvent } from "./decodeEvent.ts";
import { findBlockAt } from "./findBlockAt.ts";
import { scanLogs } from "./scanLogs.ts";
import { decodeLogs, eventsNamed } from "./send.ts";

const REGISTERED = "ConfidentialRegistry.RecordRegistered";
const { topic: TOPIC } = eventCatalogue[REGISTERED];

/**
 * A record's registration, by the time that the chain keeps of it and the events of that second; or of later ones, where the record was
 * promoted out of a batch.
 *
 * @throws QuorateError RECORD_UNKNOWN, EVENT_MISSING, LOGS_REFUSED, CHAIN_REORGANISED
 */
export async function readRegistration(client: Client, recordId: Bytes32, signal: AbortSignal): Promise<Registration> {
  const id = parseBytes32(recordId);
  const { proposedAt } = await client.contracts.confidentialRegistry.recordOf(id);
  if (proposedAt === 0n) throw unknownRecord(id);
  const from = await findBlockAt(client.provider, proposedAt, signal);
  // Chains may give several blocks the same time.
  const to = await findBlockAt(client.provider, proposedAt + 1n, signal);
  const inThatSecond = await findRegistration(client, id, { from, to }, signal);
  if (inThatSecond !== undefined) return { ...inThatSecond, registeredAt: proposedAt };
  // Promoted out of a batch: it counts from the batch on, and came into the registry later.
  const promoted = await findRegistration(client, id, { from: to, to: await client.provider.getBlockNumber() }, signal);
  if (promoted === undefined) throw withoutEvent(id);
  return { ...promoted, registeredAt: proposedAt };
}

async function findRegistration(
  client: Client,
  id: Bytes32,
  blocks: { readonly from: number; readonly to: number },
  signal: AbortSignal,
): Promise<Omit<Registration, "registeredAt"> | undefined> {
  const range = { address: client.modules.confidentialRegistry, topics: [TOPIC, id], ...blocks };
  for await (const { logs } of scanLogs(client.provider, range, signal)) {
    const [event] = eventsNamed(decodeLogs(client, logs), REGISTERED);
    if (event !== undefined) return decodeRegistration(client, event);
  }
  return undefined;
}

/** The first record of a group in an epoch, or undefined while there is none. */
export async function findFirstRecord(
  client: Client,
  { group, epoch, startedAt }: { readonly group: bigint; readonly epoch: bigint; readonly startedAt: bigint },
  signal: AbortSignal,
): Promise<Bytes32 | undefined> {
  const from = await findBlockAt(client.provider, startedAt, signal);
  const to = await client.provider.getBlockNumber();
  const topics = [TOPIC, null, parseBytes32(`0x${group.toString(16).padStart(64, "0")}`)];
  const range = { address: client.modules.confidentialRegistry, topics, from, to, firstPage: 64 };
  for await (const { logs } of scanLogs(client.provider, range, signal)) {
    const events = eventsNamed(decodeLogs(client, logs), REGISTERED);
    const first = events.find(({ facts }) => facts.epoch === epoch);
    if (first !== undefined) return first.facts.recordId;
  }
  return undefined;
}

/** What the event of a registration says; the record's id is computed from it again. @throws QuorateError EVENT_MISSING */
export function decodeRegistration(
  client: Client,
  { facts }: ModuleEvent<typeof REGISTERED>,
): Omit<Registration, "registeredAt"> {
  const { recordId, group, epoch, sender, senderNonce, contentRoot, bodyHash, previous } = facts;
  const registry = client.modules.confidentialRegistry;
  const context = { chainId: client.chainId, registry, group, epoch, sender, senderNonce };
  const suite = suites.find((known) => BigInt(known) === facts.suite);
  const claimed = computeRecordId({ recordContext: computeRecordContext(context), contentRoot, bodyHash });
  if (suite === undefined || claimed !== recordId) throw withoutEvent(recordId);
  return { recordId, context, contentRoot, bodyHash, suite, previous };
}

function unknownRecord(recordId: Bytes32): QuorateError {
  return new QuorateError({
    code: "RECORD_UNKNOWN",
    summary: `The registry has no record ${recordId}.`,
    remedy: "Check the id, and that this is the consortium that the record was registered with.",
    facts: { recordId },
  });
}

function withoutEvent(recordId: Bytes32): QuorateError {
  return new QuorateError({
    code: "EVENT_MISSING",
    summary: `The node does not show the event that registered ${recordId}, or shows another.`,
    remedy: "Use a node that you trust and that keeps events.",
    facts: { event: REGISTERED, recordId },
  });
}
