import type { Bytes } from "../../types/Bytes.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import { kemOf } from "../keys/kemOf.ts";
import { computeTag } from "./computeTag.ts";
import { countSlots } from "./countSlots.ts";
import { createSlotCipher, DECOY_BYTES, type SlotBinding } from "./slotCipher.ts";
import { deriveSlotSecrets } from "./slotSecrets.ts";
import type { IdentifiedKey } from "./sortRecipients.ts";

/** Everything that the slots of an envelope follow from. */
export interface MakeSlotsParameters extends SlotBinding {
  /** By ascending key id. */
  readonly recipients: readonly IdentifiedKey[];
  readonly contentKey: Bytes;
  readonly slotSeed: Uint8Array;
  readonly epochSecret: Uint8Array;
  readonly recordContext: Uint8Array;
}

/** The slots of an envelope with the order that they stand in. */
export interface MadeSlots {
  readonly slots: readonly Bytes[];
  /** For each slot the place of its recipient, or a higher number for a decoy. */
  readonly order: readonly number[];
}

/** All slots of an envelope, real ones and decoys alike. Whoever has the seed makes the same ones again, byte for byte. */
export async function makeSlots(parameters: MakeSlotsParameters): Promise<MadeSlots> {
  const { suite, recipients, contentKey, epochSecret, recordContext } = parameters;
  const kem = kemOf(suite);
  const cipher = createSlotCipher(parameters);
  const secrets = deriveSlotSecrets(parameters.slotSeed, parameters.headerHash);
  const makeOne = async (place: number): Promise<Bytes> => {
    const recipient = recipients[place];
    const ephemeral = secrets.ephemeralOf(place, kem.ephemeralBytes);
    if (recipient === undefined) return cipher.sealDecoy(ephemeral, secrets.decoyOf(place, DECOY_BYTES));
    const tag = computeTag(epochSecret, recordContext, fromHex(recipient.keyId));
    const reader = await kem.importPublic(new Uint8Array(fromHex(recipient.publicKey)));
    return cipher.seal(reader, ephemeral, tag, contentKey);
  };
  const order = secrets.shuffle(countSlots(recipients.length));
  return { slots: await Promise.all(order.map(makeOne)), order };
}
