import type { Wallet } from "ethers";
import secp256k1 from "secp256k1";

import { createRecordDigester, packRecord, type RecordPlace } from "#sdk/receipts";

/** Registrations to be signed: which seat, by which key, and from which nonce on. */
export interface SignRecordsParameters {
  readonly place: RecordPlace;
  readonly signer: Wallet;
  readonly seat: number;
  readonly deadline: number;
  readonly firstNonce: number;
  readonly count: number;
}

/** Signs registrations, packed, one after another. */
export function signRecords({ place, signer, seat, deadline, firstNonce, count }: SignRecordsParameters): Uint8Array {
  const digestOf = createRecordDigester(place);
  const key = Buffer.from(signer.privateKey.slice(2), "hex");
  const records: Uint8Array[] = [];
  for (let nonce = firstNonce; nonce < firstNonce + count; nonce += 1) {
    const packed = packRecord({
      kind: "registration",
      seat,
      deadline,
      signer: Uint8Array.from(Buffer.from(signer.address.slice(2), "hex")),
      nonce: toWord(nonce),
      group: 1,
      epoch: 1,
      suite: 1,
      contentRoot: new Uint8Array(32).fill(7),
      bodyHash: toWord(nonce),
      previous: new Uint8Array(32),
      signature: new Uint8Array(65).fill(27),
    });
    const { signature, recid } = secp256k1.ecdsaSign(digestOf(packed), key);
    packed.set(signature, packed.length - 65);
    packed[packed.length - 1] = 27 + recid;
    records.push(packed);
  }
  return Uint8Array.from(Buffer.concat(records));
}

function toWord(value: number): Uint8Array {
  const word = new Uint8Array(32);
  new DataView(word.buffer).setBigUint64(24, BigInt(value));
  return word;
}
