import { createHash } from "node:crypto";

import type { SignedTransaction, UnsignedTransaction } from "../../../batcher/src/ports/Signer.ts";

/** What a transaction of the simulated chain says. */
export type LedgerCall =
  | { readonly verb: "openLog"; readonly salt: string }
  | { readonly verb: "joinLog"; readonly logId: string }
  | {
      readonly verb: "anchor";
      readonly logId: string;
      readonly firstSequence: number;
      readonly count: number;
      readonly root: string;
    }
  | { readonly verb: "execute"; readonly calls: readonly string[] }
  | { readonly verb: "answer"; readonly challengeId: string }
  | { readonly verb: "nothing" };

/** A transaction as its bytes say it. */
export interface LedgerTransaction {
  readonly hash: string;
  readonly raw: string;
  readonly from: string;
  readonly unsigned: UnsignedTransaction;
  readonly call: LedgerCall;
}

/** The calldata of a call: readable, because nobody but the simulated chain reads it. */
export function encodeCall(call: LedgerCall): string {
  return JSON.stringify(call);
}

/** Bytes of a transaction; the same for the same one. */
export function signTransaction(from: string, { ...unsigned }: UnsignedTransaction): SignedTransaction {
  const raw = JSON.stringify({ from, ...unsigned }, (_, value) => (typeof value === "bigint" ? String(value) : value));
  return { raw, hash: hashOf(raw) };
}

/** Reads a transaction from its bytes. */
export function parseTransaction(raw: string): LedgerTransaction {
  const { from, to, input, nonce, ...amounts } = JSON.parse(raw);
  const unsigned: UnsignedTransaction = {
    to,
    input,
    nonce,
    gasLimit: BigInt(amounts.gasLimit),
    maxFeePerGas: BigInt(amounts.maxFeePerGas),
    maxPriorityFeePerGas: BigInt(amounts.maxPriorityFeePerGas),
  };
  return { hash: hashOf(raw), raw, from, unsigned, call: JSON.parse(input) };
}

/** 0x and 64 digits. */
export function hashOf(text: string): string {
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}
