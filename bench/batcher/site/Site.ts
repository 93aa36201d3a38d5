/** Where everything is measured: a consortium on one node, in a process of its own. Secrets are of accounts of that node alone. */
export interface Site {
  readonly url: string;
  readonly chainId: number;
  readonly constitution: string;
  readonly registry: string;
  readonly anchor: string;
  readonly executor: string;
  /** Takes every call, trusts every forwarder and stores nothing. */
  readonly sink: string;
  readonly batcherSecret: string;
  /** Of members 1 to 32, in the order of their seats. */
  readonly signerSecrets: readonly string[];
}

/** How many members sign. Seat 0 is the batcher's. */
export const SIGNERS = 32;
