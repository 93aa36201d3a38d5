/**
 * What the pipeline keeps, and what survives a crash once a promise below has resolved. Two implementations, one behaviour: node:sqlite for one
 * instance, PostgreSQL for several. Sequences and batch numbers count from 0 within one log. Times are unix seconds of the chain.
 */
export interface Store {
  /** Whether several instances may have it open. */
  readonly isShared: boolean;

  /**
   * Opens or creates the store, brings its schema up to date, and says where it stands.
   *
   * @throws BatcherError STORE_FOREIGN where it belongs to another chain or contract, STORE_NEWER where a later release wrote it, STORE_LOCKED where it
   * admits one instance and another has it open.
   */
  open(owner: StoreOwner): Promise<StoreState>;

  /**
   * Begins a log. The logs before it stay readable; records are appended to the newest only. Answers the log that is the newest afterwards, which is not
   * the one asked for where another instance was first.
   */
  beginLog(log: NewLog): Promise<StoredLog>;

  /** Every log, in the order in which they were begun. */
  readLogs(): Promise<readonly StoredLog[]>;

  /**
   * Writes a group of records as one row and syncs it: when this resolves they survive a crash. The sequence of the first is assigned in the same
   * transaction. All of the group is stored, or none.
   *
   * @throws BatcherError STORE_FULL (nothing was stored; try again when there is space), STORE_FAILED (the store must not be used any more: whether the
   * group was stored is not known before it is opened again; another instance has begun another log), STORE_UNAVAILABLE (a shared store's server is away; nothing was stored).
   */
  append(group: NewGroup): Promise<Appended>;

  /** The group that holds a sequence. */
  findGroup(logId: string, sequence: number): Promise<StoredGroup | undefined>;
  /** Groups that hold sequences from `sequence` on, ascending. */
  readGroups(logId: string, sequence: number): AsyncIterable<StoredGroup>;
  /** Groups from the newest of any log backwards, for the replay window. */
  readGroupsBackwards(): AsyncIterable<StoredGroup>;

  /**
   * Closes a batch: the next number, exactly the records behind the batch before it.
   *
   * @throws BatcherError BATCH_CLOSED_ALREADY where another instance closed that number; read it.
   */
  closeBatch(batch: NewBatch, lease: LeaseToken): Promise<void>;
  /**
   * Opens batches from `number` on again, at once: their records are in no batch, and executions of their calls are former ones. Does nothing where there are none.
   *
   * @throws RangeError where one of them is anchored, BatcherError LEASE_LOST
   */
  reopenBatches(logId: string, number: number, lease: LeaseToken): Promise<void>;
  /** How far a log is batched. */
  readPosition(logId: string): Promise<LogPosition>;
  findBatch(logId: string, sequence: number): Promise<StoredBatch | undefined>;
  readBatch(logId: string, number: number): Promise<StoredBatch | undefined>;
  /** Batches from `number` on, ascending. */
  readBatches(logId: string, number: number): AsyncIterable<StoredBatch>;
  /** Batches that are not final, ascending. */
  readUnsettledBatches(): Promise<readonly StoredBatch[]>;
  /** Where batches are on chain. `undefined`: a reorganisation took it out again. */
  setAnchored(logId: string, number: number, anchored: Anchored | undefined): Promise<void>;
  /** Batches up to this number are final. */
  setFinal(logId: string, number: number): Promise<void>;

  /** Calls of a batch that are executed by one transaction, and how they ended. */
  closeExecution(execution: NewExecution, lease: LeaseToken): Promise<void>;
  readExecutions(logId: string, number: number): Promise<readonly StoredExecution[]>;
  /**
   * Divides the calls of an execution anew, at once: it is a former one from then on, and these are in its place.
   *
   * @throws BatcherError BATCH_CLOSED_ALREADY where another instance took one of their parts, LEASE_LOST
   */
  divideExecution(former: ExecutionPlace, parts: readonly NewExecution[], lease: LeaseToken): Promise<void>;
  /** Executions of a log that were divided anew, by batch and part: transactions that were sent for them may still be carried out. */
  readFormerExecutions(logId: string): Promise<readonly StoredExecution[]>;
  setExecuted(logId: string, number: number, part: number, executed: Executed | undefined): Promise<void>;

  /**
   * Keeps a signed transaction before it is sent. The account's nonce is allocated by this write, in one transaction with the check of the lease.
   *
   * @throws BatcherError LEASE_LOST
   */
  keepTransaction(transaction: NewTransaction, lease: LeaseToken): Promise<void>;
  /** Transactions of an account from a nonce on, ascending by nonce, then in the order in which they replaced one another. */
  readTransactions(account: string, nonce: number): Promise<readonly StoredTransaction[]>;
  /** Transactions of every account that anchor a batch or execute calls of it, by account, then as above. */
  readBatchTransactions(logId: string, number: number): Promise<readonly StoredTransaction[]>;

  /** The lease to anchor, or undefined while another instance holds it. A store that is not shared gives it always. */
  takeLease(holder: string, forMs: number): Promise<LeaseToken | undefined>;
  /** Prolongs it; false where it was lost. */
  renewLease(token: LeaseToken, forMs: number): Promise<boolean>;
  giveLeaseBack(token: LeaseToken): Promise<void>;

  /** A harmless write that is synced, for readiness; throws what `append` would. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** Whose store it is. */
export interface StoreOwner {
  readonly chainId: bigint;
  /** Address of BatchAnchor, lower case. */
  readonly anchor: string;
}

export interface StoreState extends LogPosition {
  /** The newest log, undefined in a store that is new. */
  readonly log: StoredLog | undefined;
}

/** How far a log is batched. */
export interface LogPosition {
  /** Batches closed in it. */
  readonly batches: number;
  /** Its first sequence that is in no batch. */
  readonly firstUnbatched: number;
}

export interface NewLog {
  /** 0x and 64 digits. */
  readonly logId: string;
  readonly salt: string;
  readonly seat: number;
}

export interface StoredLog extends NewLog {
  /** The sequence that the next record is given. */
  readonly nextSequence: number;
}

export interface NewGroup {
  readonly logId: string;
  /** From 1 on. */
  readonly count: number;
  /** Packed records one after another. */
  readonly records: Uint8Array;
  /** Their digests, 32 bytes each. */
  readonly digests: Uint8Array;
  /** Nonces that nobody may have used while their deadlines are not due, for a store that several instances write. */
  readonly nonces: readonly UsedNonces[];
  /** Time of the chain when they were checked. */
  readonly chainTime: number;
  /** A time that no reorganisation takes back: nonces whose deadlines are before it may be used anew. */
  readonly settledTime: number;
  /** The block of that moment. */
  readonly block: number;
  /** Latest deadline of the records. */
  readonly lastDeadline: number;
  /** Until when the batcher promises to anchor them. */
  readonly promisedUntil: number;
}

/** Nonces of one word, see the replay window. */
export interface UsedNonces {
  readonly kind: number;
  readonly seat: number;
  /** `nonce >> 8` as 64 hexadecimal digits. */
  readonly word: string;
  /** 32 bytes, bit i set for nonce `word << 8 | i`, lowest bit in the last byte. */
  readonly bits: Uint8Array;
  readonly lastDeadline: number;
}

export type Appended =
  | { readonly kind: "stored"; readonly firstSequence: number }
  /** Another instance stored nonces of these words first; nothing was stored. */
  | { readonly kind: "conflict"; readonly words: readonly UsedNonces[] };

export interface StoredGroup {
  readonly logId: string;
  readonly firstSequence: number;
  readonly count: number;
  readonly records: Uint8Array;
  readonly digests: Uint8Array;
  readonly chainTime: number;
  readonly block: number;
  readonly lastDeadline: number;
  readonly promisedUntil: number;
}

/** Why a batch was closed. */
export type ClosingReason = "size" | "age" | "drain" | "recovery";

export interface NewBatch {
  readonly logId: string;
  readonly number: number;
  readonly firstSequence: number;
  readonly count: number;
  /** 0x and 64 digits. */
  readonly root: string;
  readonly reason: ClosingReason;
}

/** Where a batch is on chain. */
export interface Anchored {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly anchoredAt: number;
  /** Hash of the header before it, 0x and 64 digits. */
  readonly previous: string;
}

export interface StoredBatch extends NewBatch {
  readonly anchored: Anchored | undefined;
  readonly isFinal: boolean;
}

/** Which execution. A part's number is never used again for another one. */
export interface ExecutionPlace {
  readonly logId: string;
  readonly number: number;
  readonly part: number;
}

export interface NewExecution extends ExecutionPlace {
  /** Sequences of the calls, ascending. */
  readonly sequences: readonly number[];
}

export interface Executed {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  /** One byte for each call of the part. */
  readonly outcomes: Uint8Array;
}

export interface StoredExecution extends NewExecution {
  readonly executed: Executed | undefined;
}

/** What a transaction is for. */
export type TransactionPurpose =
  | { readonly kind: "anchor"; readonly logId: string; readonly number: number }
  | { readonly kind: "execute"; readonly logId: string; readonly number: number; readonly part: number }
  /** Keeps an account's nonces without a gap, or says something else of a log. */
  | { readonly kind: "other"; readonly because: string };

export interface NewTransaction {
  /** Lower case. */
  readonly account: string;
  readonly nonce: number;
  readonly hash: string;
  /** Signed and serialised; only these bytes are ever sent. */
  readonly raw: string;
  readonly purpose: TransactionPurpose;
}

export type StoredTransaction = NewTransaction;

declare const leaseBrand: unique symbol;
/** A fencing token: higher than that of every holder before. */
export type LeaseToken = number & { readonly [leaseBrand]: true };
