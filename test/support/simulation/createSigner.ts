import { curve } from "../../../batcher/src/adapters/verifier/nativeCurve.ts";
import type { Signer } from "../../../batcher/src/ports/Signer.ts";
import { toHex } from "../../../batcher/src/records.ts";
import { toAccount } from "./toAccount.ts";
import { parseTransaction, signTransaction } from "./transactions.ts";

/** A secret that everybody may know: the number says which. */
export function secretOf(number: number): Uint8Array {
  return new Uint8Array(32).fill(number);
}

const accounts = new Map<number, Uint8Array>();

/** The account of a secret. */
export function accountOf(secret: Uint8Array): Uint8Array {
  const number = secret[0] ?? 0;
  const account = accounts.get(number) ?? toAccount(curve.publicKeyCreate(secret, false));
  accounts.set(number, account);
  return account;
}

/** Signs a digest with 65 bytes. */
export function signDigest(secret: Uint8Array, digest: Uint8Array): Uint8Array {
  const { signature, recid } = curve.ecdsaSign(digest, secret);
  return Uint8Array.of(...signature, 27 + recid);
}

/** A batcher's key in a simulated world: promises are signed for real, transactions are text. */
export function createSigner(secret: Uint8Array): Signer {
  const address = toHex(accountOf(secret));
  return {
    address,
    signDigest: (digest) => signDigest(secret, digest),
    signTransaction: (unsigned) => signTransaction(address, unsigned),
    parseTransaction: (raw) => parseTransaction(raw).unsigned,
  };
}
