import { Transaction, Wallet } from "ethers";

import type { Signer } from "../../ports/Signer.ts";
import { fromHex, toHex } from "../../records.ts";
import { keccak256 } from "../verifier/keccak256.ts";
import { curve } from "../verifier/nativeCurve.ts";
import { createLegacyForm, createMarketForm } from "./transactionForms.ts";

/** Which key signs, for which chain. */
export interface WalletSignerParameters {
  /** 0x and 64 digits. It stays in here. */
  readonly secret: string;
  readonly chainId: bigint;
  /** For a chain without a fee market. */
  readonly isLegacy: boolean;
}

/** Signs with a key in memory, natively: ethers is slow at a transaction of many calls. */
export function createWalletSigner({ secret, chainId, isLegacy }: WalletSignerParameters): Signer {
  const wallet = new Wallet(secret);
  const key = fromHex(wallet.privateKey);
  const form = isLegacy ? createLegacyForm(chainId) : createMarketForm(chainId);
  return {
    address: wallet.address.toLowerCase(),
    signDigest(digest) {
      const { signature, recid } = curve.ecdsaSign(digest, key);
      const signed = new Uint8Array(65);
      signed.set(signature);
      signed[64] = 27 + recid;
      return signed;
    },
    signTransaction(transaction) {
      const { signature, recid } = curve.ecdsaSign(keccak256(form.toSign(transaction)), key);
      const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
      const raw = form.toSend(transaction, { r, s, parity: recid });
      return { raw: toHex(raw), hash: toHex(keccak256(raw)) };
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
