import { Aes256Gcm, CipherSuite, HkdfSha256 } from "@hpke/core";
import { DhkemX25519HkdfSha256 } from "@hpke/dhkem-x25519";

import type { NativeKey } from "../../sdk/src/types/NativeKey.ts";
import { RECIPIENTS, type Subject } from "./Subject.ts";

interface KeyPair {
  readonly publicKey: NativeKey;
  readonly privateKey: NativeKey;
}

/** The same with the package @hpke/core: one key for the text, sealed to each recipient; no commitment, padding or decoys. */
export async function createHpkeCore(text: Uint8Array<ArrayBuffer>): Promise<Subject> {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const recipients: readonly KeyPair[] = await Promise.all(
    Array.from({ length: RECIPIENTS }, () => suite.kem.generateKeyPair()),
  );
  const iv = new Uint8Array(12);
  const seal = async () => {
    const key = crypto.getRandomValues(new Uint8Array(32));
    const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
    const ciphertext = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, imported, text);
    const slots = await Promise.all(
      recipients.map(({ publicKey }) => suite.seal({ recipientPublicKey: publicKey }, key)),
    );
    return { ciphertext, slots };
  };
  const { ciphertext, slots } = await seal();
  const [slot, recipient] = [slots[RECIPIENTS / 2], recipients[RECIPIENTS / 2]];
  if (slot === undefined || recipient === undefined) throw new Error("ten recipients");
  return {
    name: "hpkeCore",
    seal,
    open: async () => {
      const key = await suite.open({ recipientKey: recipient, enc: slot.enc }, slot.ct);
      const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
      return crypto.subtle.decrypt({ name: "AES-GCM", iv }, imported, ciphertext);
    },
  };
}
