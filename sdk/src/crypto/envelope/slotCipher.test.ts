import { expect } from "chai";

import { createParties } from "../../../../test/support/records/parties.ts";
import type { Bytes } from "../../types/Bytes.ts";
import { suites } from "../../types/Suite.ts";
import { toHex } from "../commitment/toBytes32.ts";
import { parseEncryptionKey } from "../keys/encryptionKey.ts";
import { kemOf } from "../keys/kemOf.ts";
import { TAG_BYTES } from "./computeTag.ts";
import { createSlotCipher, DECOY_BYTES } from "./slotCipher.ts";

const filled = (fill: number, length = 32): Bytes => new Uint8Array(length).fill(fill);

describe("a slot", () => {
  // REQ-CONF-42
  it("opens under the header and the commitment that it was sealed with, and under no others", async () => {
    for (const suite of suites) {
      const [reader] = await createParties(1, suite);
      if (reader === undefined) throw new Error("one party");
      const binding = { suite, headerHash: filled(1), keyCommit: filled(2) };
      const to = await kemOf(suite).importPublic(reader.secret.publicKey);
      const ephemeral = filled(3, kemOf(suite).ephemeralBytes);
      const slot = await createSlotCipher(binding).seal(to, ephemeral, filled(4, TAG_BYTES), filled(5));
      const open = (other: Partial<typeof binding>): Promise<Bytes | undefined> =>
        createSlotCipher({ ...binding, ...other }).open(slot, reader.secret.decapsulate);
      expect(await open({})).to.deep.equal(filled(5));
      expect(await open({ headerHash: filled(9) })).to.equal(undefined);
      expect(await open({ keyCommit: filled(9) })).to.equal(undefined);
    }
  });

  // REQ-CONF-41
  it("for nobody has an encapsulation like any other: as long, and a point of the curve", async () => {
    for (const suite of suites) {
      const cipher = createSlotCipher({ suite, headerHash: filled(1), keyCommit: filled(2) });
      const { encBytes, ephemeralBytes } = kemOf(suite);
      const decoy = await cipher.sealDecoy(filled(3, ephemeralBytes), filled(4, DECOY_BYTES));
      expect(decoy.length).to.equal(cipher.slotBytes);
      const publicKey = toHex(decoy.subarray(TAG_BYTES, TAG_BYTES + encBytes));
      // Of the hybrid suite a ciphertext is no public key; what is like a point in it is its end.
      if (suite !== 2) expect(parseEncryptionKey({ suite, publicKey })).to.include({ publicKey });
    }
  });
});
