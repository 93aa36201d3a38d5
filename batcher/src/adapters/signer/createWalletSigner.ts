import { Transaction, Wallet } from "ethers";

import type { Signer } from "../../ports/Signer.ts";
import { curve } from "../verifier/nativeCurve.ts";

/** Which key signs, for which chain. */
export interface WalletSignerParameters {
  /** 0x and 64 digits. It stays in here. */
  readonly secret: string;
  readonly chainId: bigint;
  /** For a chain without a fee market. */
  readonly isLegacy: boolean;
}

/** Signs with a key in memory. */
export function createWalletSigner({ secret, chainId, isLegacy }: WalletSignerParameters): Signer {
  const wallet = new Wallet(secret);
  const key = Uint8Array.from(Buffer.from(wallet.privateKey.slice(2), "hex"));
  return {
    address: wallet.address.toLowerCase(),
    signDigest(digest) {
      const { signature, recid } = curve.ecdsaSign(digest, key);
      const signed = new Uint8Array(65);
      signed.set(signature);
      signed[64] = 27 + recid;
      return signed;
    },
    signTransaction({ to, input, nonce, gasLimit, maxFeePerGas, maxPriorityFeePerGas }) {
      const content = { to, data: input, nonce, gasLimit, chainId };
      const fees = isLegacy ? { type: 0, gasPrice: maxFeePerGas } : { type: 2, maxFeePerGas, maxPriorityFeePerGas };
      const transaction = Transaction.from({ ...content, ...fees });
      transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
      return { raw: transaction.serialized, hash: transaction.hash ?? "" };
    },
    parseTransaction(raw) {
      const { to, data, nonce, gasLimit, gasPrice, maxFeePerGas, maxPriorityFeePerGas } = Transaction.from(raw);
      const fee = maxFeePerGas ?? gasPrice ?? 0n;
      return {
        to: to ?? "",
        input: data,
        nonce,
        gasLimit,
        maxFeePerGas: fee,
        maxPriorityFeePerGas: maxPriorityFeePerGas ?? fee,
      };
    },
  };
}
