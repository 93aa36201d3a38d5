/** All that a batcher under test is told; it passes between processes as JSON. */
export interface BatcherPlace {
  readonly url: string;
  readonly chainId: number;
  readonly constitution: string;
  readonly anchor: string;
  readonly registry: string;
  readonly members: string;
  /** Where calls are executed; undefined where none are. */
  readonly executor?: string;
  /** Of the key that holds the duty. */
  readonly secret: string;
  /** A file's path, or a `postgres://` URL. */
  readonly store: string;
  /** The schema, on a server. */
  readonly schema?: string;
  readonly rpcTimeoutMs?: number;
  readonly leaseMs?: number;
  /** Blocks after which a batch is final, whatever the members decided. */
  readonly confirmations?: number;
}
