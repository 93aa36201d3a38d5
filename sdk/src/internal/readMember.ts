import type { Client } from "../types/Client.ts";
import { fromDutyMask, fromScopeMask } from "../types/dutyMask.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { Key, Member } from "../types/Member.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";
import { standings } from "../types/Standing.ts";

/** Reads a seat's facts. */
export async function readMember(client: Client, seat: bigint): Promise<Member> {
  const { memberRegistry } = client.contracts;
  const [facts, standing, suspendedUntil] = await Promise.all([
    memberRegistry.seat(seat),
    memberRegistry.standing(seat),
    memberRegistry.suspendedUntil(seat),
  ]);
  return {
    seat,
    name: client.names.seats?.[String(seat)] ?? null,
    standing: standings[Number(standing)] ?? "none",
    weight: facts.weight,
    ballotsNeeded: facts.ballotsNeeded,
    duties: fromDutyMask(facts.duties),
    admittedAt: facts.admittedAt,
    acceptedAt: facts.acceptedAt,
    eligibleSince: facts.eligibleSince,
    leftAt: facts.leftAt,
    suspendedUntil,
    cold: parseAddress(facts.cold),
    metadata: parseBytes32(facts.metadata),
  };
}

/** Reads a key's facts; undefined where nobody has that key. */
export async function readKey(client: Client, key: Bytes32): Promise<Key | undefined> {
  const { memberRegistry } = client.contracts;
  const [word, signer, rotation] = await Promise.all([
    memberRegistry.keyFacts(key),
    memberRegistry.signerOf(key),
    memberRegistry.rotationOf(key),
  ]);
  if (word === 0n) return undefined;
  const field = (shift: number, bits: number): bigint => (word >> BigInt(shift)) & ((1n << BigInt(bits)) - 1n);
  return {
    key,
    seat: field(0, 16),
    signer: parseHex(signer),
    scopes: fromScopeMask(field(16, 8)),
    activeFrom: field(32, 40),
    expiresAt: field(72, 40),
    suspendedUntil: field(112, 40),
    rotation:
      rotation.effectiveAt === 0n ? null : { signer: parseHex(rotation.signer), effectiveAt: rotation.effectiveAt },
  };
}
