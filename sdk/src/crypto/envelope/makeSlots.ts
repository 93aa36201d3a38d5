import type { Bytes } from "../../types/Bytes.ts";
import type { EncryptionKey } from "../../types/Suite.ts";
import { fromHex } from "../commitment/toBytes32.ts";
import { computeKeyId } from "../keys/encryptionKey.ts";
import { kemOf } from "../keys/kemOf.ts";
import { computeTag } from "./computeTag.ts";
import { countSlots } from "./countSlots.ts";
import { createSlotCipher, type SlotBinding } from "./slotCipher.ts";
import { deriveSlotSecrets } from "./slotSecrets.ts";

/** Everything that the slots of an envelope follow from. */
export interface MakeSlotsParameters extends SlotBinding {
  /** By ascending key id. */
  readonly recipients: readonly EncryptionKey[];
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
    const publicKey =
      recipient === undefined
        ? await kem.deriveThrowAway(secrets.throwAwayOf(place))
        : new Uint8Array(fromHex(recipient.publicKey));
    const tag =
      recipient === undefined
        ? secrets.decoyTagOf(place)
        : computeTag(epochSecret, recordContext, fromHex(computeKeyId(recipient)));
    const ephemeral = secrets.ephemeralOf(place, kem.ephemeralBytes);
    return cipher.seal(await kem.importPublic(publicKey), ephemeral, tag, contentKey);
  };
  const order = secrets.shuffle(countSlots(recipients.length));
  return { slots: await Promise.all(order.map(makeOne)), order };
}
