import { toBeHex } from "ethers";

import { eventCatalogue } from "../generated/events.ts";
import type { Client } from "../types/Client.ts";
import type { Bytes32 } from "../types/Hex.ts";
import { type KeyPurpose, keyPurposes } from "../types/KeyPurpose.ts";
import type { MemberKey } from "../types/MemberKey.ts";
import { type Suite, suites } from "../types/Suite.ts";
import type { ModuleEvent } from "./decodeEvent.ts";
import { scanLogs } from "./scanLogs.ts";
import { decodeLogs, eventsNamed } from "./send.ts";

const REGISTERED = "KeyDirectory.EncryptionKeyRegistered";

/** Which keys; a part that is left out does not narrow. */
export interface KeyFilter {
  readonly seats?: readonly bigint[] | undefined;
  readonly keyId?: Bytes32 | undefined;
}

/** Keys as the directory knows them now, in the order of their publication; their bytes are in events alone. */
export async function readEncryptionKeys(
  client: Client,
  { seats, keyId }: KeyFilter,
  signal: AbortSignal,
): Promise<readonly MemberKey[]> {
  const { topic } = eventCatalogue[REGISTERED];
  const topics = [topic, seats?.map((seat) => toBeHex(seat, 32)) ?? null, keyId ?? null];
  const to = await client.provider.getBlockNumber();
  const keys: MemberKey[] = [];
  const range = { address: client.modules.keyDirectory, topics, from: 0, to };
  for await (const { logs } of scanLogs(client.provider, range, signal)) {
    const published = eventsNamed(decodeLogs(client, logs), REGISTERED);
    keys.push(...(await Promise.all(published.map((event) => readKey(client, event)))));
  }
  return keys;
}

async function readKey(client: Client, { facts }: ModuleEvent<typeof REGISTERED>): Promise<MemberKey> {
  const { keyId, publicKey } = facts;
  const kept = await client.contracts.keyDirectory.encryptionKey(keyId);
  const { seat, memberSince, notBefore, notAfter, revokedAt, compromisedSince } = kept;
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
