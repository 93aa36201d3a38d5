import nacl from "tweetnacl";

import { RECIPIENTS, type Subject } from "./Subject.ts";

/** The same as Tessera did it, with the package tweetnacl: one key for the text, in a NaCl box for each recipient. */
export async function createTweetnacl(text: Uint8Array): Promise<Subject> {
  const sender = nacl.box.keyPair();
  const recipients = Array.from({ length: RECIPIENTS }, () => nacl.box.keyPair());
  const seal = async () => {
    const [key, nonce] = [nacl.randomBytes(32), nacl.randomBytes(24)];
    const ciphertext = nacl.secretbox(text, nonce, key);
    const boxes = recipients.map(({ publicKey }) => nacl.box(key, nonce, publicKey, sender.secretKey));
    return { nonce, ciphertext, boxes };
  };
  const { nonce, ciphertext, boxes } = await seal();
  const [box, recipient] = [boxes[RECIPIENTS / 2], recipients[RECIPIENTS / 2]];
  if (box === undefined || recipient === undefined) throw new Error("ten recipients");
  return {
    name: "tweetnacl",
    seal,
    open: async () => {
      const key = nacl.box.open(box, nonce, sender.publicKey, recipient.secretKey);
      if (key === null) throw new Error("the box does not open");
      return nacl.secretbox.open(ciphertext, nonce, key);
    },
  };
}
