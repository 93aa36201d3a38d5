import type { TransactionReceipt, TransactionRequest } from "ethers";

import type { Modules } from "../types/Modules.ts";
import type { FallbackLimits } from "./withLimits.ts";

/** As much of a signer of ethers as sending a transaction needs. */
export interface SendingSigner {
  readonly estimateGas: (request: TransactionRequest) => Promise<bigint>;
  readonly populateTransaction: (request: TransactionRequest) => Promise<TransactionRequest>;
  readonly sendTransaction: (request: TransactionRequest) => Promise<{ readonly hash: string }>;
}

/** As much of a receipt of ethers as sending a transaction needs. */
export type MinedTransaction = Pick<
  TransactionReceipt,
  "status" | "hash" | "from" | "blockNumber" | "blockHash" | "gasUsed" | "logs"
>;

/** As much of a client as sending a transaction needs. */
export interface SendingClient extends FallbackLimits {
  readonly modules: Modules;
  readonly signer: SendingSigner | null;
  readonly provider: {
    readonly getTransactionReceipt: (hash: string) => Promise<MinedTransaction | null>;
    readonly call: (request: TransactionRequest) => Promise<string>;
  };
  readonly pollingIntervalMs: number;
}
