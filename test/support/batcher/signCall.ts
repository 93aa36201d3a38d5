import type { Wallet } from "ethers";
import secp256k1 from "secp256k1";

import { createRecordDigester, packRecord, type RecordPlace } from "#sdk/receipts";

/** A call to be signed. */
export interface SignCallParameters {
  readonly place: RecordPlace;
  readonly signer: Wallet;
  readonly seat: number;
  readonly nonce: number;
  readonly deadline: number;
  readonly target: string;
  readonly gas: number;
  readonly input: string;
}

/** Signs a call, packed. */
export function signCall({ place, signer, seat, nonce, deadline, target, gas, input }: SignCallParameters): Uint8Array {
  const toBytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.slice(2), "hex"));
  const word = new Uint8Array(8);
  new DataView(word.buffer).setBigUint64(0, BigInt(nonce));
  const signature = new Uint8Array(65).fill(27);
  const head = { seat, deadline, signer: toBytes(signer.address), nonce: word, signature };
  const packed = packRecord({ kind: "call", ...head, target: toBytes(target), gas, data: toBytes(input) });
  const signed = secp256k1.ecdsaSign(createRecordDigester(place)(packed), toBytes(signer.privateKey));
  packed.set(signed.signature, packed.length - 65);
  packed[packed.length - 1] = 27 + signed.recid;
  return packed;
}
