import { eventCatalogue } from "../generated/events.ts";
import type { Client } from "../types/Client.ts";
import type { Bytes32, Hex } from "../types/Hex.ts";
import { type KeyPurpose, keyPurposes } from "../types/KeyPurpose.ts";
import type { MemberKey } from "../types/MemberKey.ts";
import { type Suite, suites } from "../types/Suite.ts";
import { scanLogs } from "./scanLogs.ts";
import { decodeLogs, eventsNamed } from "./send.ts";

const REGISTERED = "KeyDirectory.EncryptionKeyRegistered";

/** Which keys; a part that is left out does not narrow. */
export interface KeyFilter {
  readonly seats?: readonly bigint[] | undefined;
  readonly keyId?: Bytes32 | undefined;
}

/** A key's bytes and who published them; everything else is asked anew each time. */
interface PublishedKey {
  readonly seat: bigint;
  readonly keyId: Bytes32;
  readonly publicKey: Hex;
}

/** What a client has seen of the directory's events. */
interface SeenKeys {
  readonly keys: Map<Bytes32, PublishedKey>;
  /** The first block that was not looked at. */
  next: number;
}

/** How many blocks are looked at again, for chains that take another course. */
const LOOKED_AT_AGAIN = 128;
const seen = new WeakMap<Client, SeenKeys>();

/** Keys as the directory knows them now, in the order of their publication; their bytes are in events alone, which are read once. */
export async function readEncryptionKeys(
  client: Client,
  { seats, keyId }: KeyFilter,
  signal: AbortSignal,
): Promise<readonly MemberKey[]> {
  const published = await readPublished(client, signal);
  const asked = published.filter(
    (key) => (seats?.includes(key.seat) ?? true) && (keyId === undefined || key.keyId === keyId),
  );
  const keys = await Promise.all(asked.map((key) => readKey(client, key)));
  return keys.flatMap((key) => key ?? []);
}

async function readPublished(client: Client, signal: AbortSignal): Promise<readonly PublishedKey[]> {
  const { keys, next } = seen.get(client) ?? { keys: new Map<Bytes32, PublishedKey>(), next: 0 };
  const to = await client.provider.getBlockNumber();
  const from = Math.max(0, next - LOOKED_AT_AGAIN);
  const range = { address: client.modules.keyDirectory, topics: [eventCatalogue[REGISTERED].topic], from, to };
  for await (const { logs } of scanLogs(client.provider, range, signal)) {
    for (const { facts } of eventsNamed(decodeLogs(client, logs), REGISTERED)) keys.set(facts.keyId, facts);
  }
  seen.set(client, { keys, next: to + 1 });
  return [...keys.values()];
}

/** A key with its facts of now; undefined where the chain took another course and does not know it any more. */
async function readKey(client: Client, { keyId, publicKey }: PublishedKey): Promise<MemberKey | undefined> {
  const kept = await client.contracts.keyDirectory.encryptionKey(keyId);
  const { seat, memberSince, notBefore, notAfter, revokedAt, compromisedSince } = kept;
  if (notAfter === 0n) return undefined;
  const [suite, purpose] = [suiteOf(kept.suite), purposeOf(kept.purpose)];
  return { keyId, suite, publicKey, seat, purpose, memberSince, notBefore, notAfter, revokedAt, compromisedSince };
}

/** Whether something could be sealed to a key at a moment, in unix seconds. */
export function isUsableAt({ notBefore, notAfter, revokedAt }: MemberKey, time: bigint): boolean {
  const end = revokedAt !== 0n && revokedAt < notAfter ? revokedAt : notAfter;
  return notBefore <= time && time < end;
}

function suiteOf(number: bigint): Suite {
  const suite = suites.find((known) => BigInt(known) === number);
  if (suite === undefined) throw new TypeError(`the directory took a key of suite ${number}`);
  return suite;
}

function purposeOf(number: bigint): KeyPurpose {
  const purpose = keyPurposes[Number(number)];
  if (purpose === undefined) throw new TypeError(`the directory took a key of purpose ${number}`);
  return purpose;
}
