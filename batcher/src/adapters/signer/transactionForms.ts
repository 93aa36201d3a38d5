import type { UnsignedTransaction } from "../../ports/Signer.ts";
import { fromHex } from "../../records.ts";
import { EMPTY_LIST, encodeBytes, encodeList, encodeNumber } from "./encodeRlp.ts";

/** What a key makes of a digest. */
export interface TransactionSignature {
  readonly r: Uint8Array;
  readonly s: Uint8Array;
  /** 0 or 1. */
  readonly parity: number;
}

/** How transactions of one type are written. */
export interface TransactionForm {
  /** Whose hash is signed. */
  toSign(transaction: UnsignedTransaction): Uint8Array;
  /** What is sent. */
  toSend(transaction: UnsignedTransaction, signature: TransactionSignature): Uint8Array;
}

const FEE_MARKET = Uint8Array.of(2);
const NO_VALUE = encodeNumber(0n);

/** Transactions of a chain with a fee market. Source: EIP-1559, EIP-2718. */
export function createMarketForm(chainId: bigint): TransactionForm {
  const frame = (items: readonly Uint8Array[]): Uint8Array => Buffer.concat([FEE_MARKET, encodeList(items)]);
  const fieldsOf = ({ nonce, maxFeePerGas, maxPriorityFeePerGas, gasLimit, to, input }: UnsignedTransaction) => [
    ...[chainId, BigInt(nonce), maxPriorityFeePerGas, maxFeePerGas, gasLimit].map(encodeNumber),
    encodeBytes(fromHex(to)),
    NO_VALUE,
    encodeBytes(fromHex(input)),
    EMPTY_LIST,
  ];
  return {
    toSign: (transaction) => frame(fieldsOf(transaction)),
    toSend: (transaction, { r, s, parity }) =>
      frame([...fieldsOf(transaction), encodeNumber(BigInt(parity)), ...[r, s].map(encodeInteger)]),
  };
}

/** Transactions of a chain without one: both fees are the gas price. Source: EIP-155. */
export function createLegacyForm(chainId: bigint): TransactionForm {
  const fieldsOf = ({ nonce, maxFeePerGas, gasLimit, to, input }: UnsignedTransaction) => [
    ...[BigInt(nonce), maxFeePerGas, gasLimit].map(encodeNumber),
    encodeBytes(fromHex(to)),
    NO_VALUE,
    encodeBytes(fromHex(input)),
  ];
  return {
    toSign: (transaction) => encodeList([...fieldsOf(transaction), ...[chainId, 0n, 0n].map(encodeNumber)]),
    toSend: (transaction, { r, s, parity }) =>
      encodeList([
        ...fieldsOf(transaction),
        encodeNumber(35n + 2n * chainId + BigInt(parity)),
        ...[r, s].map(encodeInteger),
      ]),
  };
}

/** Bytes of a number, which lose their leading zeros. */
function encodeInteger(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  return encodeBytes(first < 0 ? new Uint8Array() : bytes.subarray(first));
}
