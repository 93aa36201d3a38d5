import { randomBytes } from "node:crypto";

import { concat, keccak256 } from "ethers";

import { getGroup, listEncryptionKeys, parseBytes32, type RegisterParameters } from "#sdk";
import { getEpochSecret, loadDecryptionKeys, takeSenderNonce } from "#sdk/node";
import {
  collectBytes,
  computeBodyHash,
  computeRecordId,
  grantSlot,
  type OpenedRecord,
  openRecord,
  revealSlot,
  type SlotEvidence,
  sealRecord,
} from "#sdk/records";

import type { Stage } from "../stage/Stage.ts";
import type { Message } from "./Message.ts";
import type { Party } from "./Party.ts";

/** Who seals what, and whose slot gets a wrong key. */
export interface SealWithWrongKeyParameters {
  readonly sender: Party;
  readonly victim: Party;
  readonly message: Message;
}

/** A record that is sound but for one slot: its commitments are those of the envelope as it is. */
export interface BadRecord extends Omit<RegisterParameters, "seat" | "consent"> {
  readonly envelope: Uint8Array;
  /** All that the sender can show of the victim's slot: the seed that the content fixes for it. */
  readonly evidence: SlotEvidence;
}

/** What the verb `seal` never makes: one party's slot holds another key than the record's. */
export async function sealWithWrongKey(stage: Stage, parameters: SealWithWrongKeyParameters): Promise<BadRecord> {
  const { sender, victim } = parameters;
  const sound = await sealSound(stage, parameters);
  const { opened, context, envelope, commitment } = sound;
  const [to] = await listEncryptionKeys(stage.client, { keyId: victim.keyId });
  const evidence = revealSlot(opened, victim.keyId);
  const old = evidence === undefined ? undefined : opened.head.slots[evidence.slot];
  if (to === undefined || evidence === undefined || old === undefined)
    throw new TypeError(`${victim.member.name} has no slot that ${sender.member.name} could spoil`);
  const wrong = await grantSlot({ opened: { head: opened.head, contentKey: new Uint8Array(randomBytes(32)) }, to });
  const bad = wrong.slot.slice();
  // The tag stays, so that the victim finds its slot.
  bad.set(old.subarray(0, old.length - SEALED_BYTES));
  const forged = envelope.slice();
  forged.set(bad, Buffer.from(envelope).indexOf(old));
  const slots = opened.head.slots.map((slot) => (slot === old ? bad : slot));
  const slotsHash = parseBytes32(keccak256(concat(slots.map((slot) => keccak256(slot)))));
  const { recordContext, contentRoot } = commitment;
  const bodyHash = computeBodyHash({ ...commitment, slotsHash });
  await sender.store.put(computeRecordId({ recordContext, contentRoot, bodyHash }), forged);
  const { group, epoch, senderNonce } = context;
  return { group, epoch, senderNonce, contentRoot, bodyHash, suite: 1, envelope: forged, evidence };
}

/** Encapsulation and sealed key of a slot of suite 1; the tag stands before them. */
const SEALED_BYTES = 80;

/** The record as an honest sender makes it. */
async function sealSound({ client, exchange, chain }: Stage, { sender, message }: SealWithWrongKeyParameters) {
  const group = await getGroup(client, { group: exchange.group });
  if (group === null) throw new TypeError("the group was formed");
  const { keyStore, member } = sender;
  const place = { chainId: client.chainId, registry: client.modules.confidentialRegistry };
  const epochSecret = await getEpochSecret(keyStore, { ...place, group: group.group, epoch: group.epoch });
  if (epochSecret === undefined) throw new TypeError("the epoch has had its first record");
  const senderNonce = await takeSenderNonce(keyStore, { ...place, sender: member.seat });
  const context = { ...place, group: group.group, epoch: group.epoch, sender: member.seat, senderNonce };
  const sealed = await sealRecord({
    context,
    schemaId: message.schemaId,
    fields: message.fields,
    recipients: await listEncryptionKeys(client, { seats: group.seats }),
    epochSecret,
    created: BigInt(await chain.now()),
  });
  const envelope = await collectBytes(sealed.envelope);
  const commitment = await sealed.commitment;
  const { contentRoot, bodyHash } = commitment;
  const keys = await loadDecryptionKeys(keyStore);
  const opened: OpenedRecord = await openRecord({
    record: { context, contentRoot, bodyHash },
    envelope,
    keys,
    epochSecret,
  });
  return { context, envelope, commitment, opened };
}
