/** What the pipeline asks the chain. Every method rejects with BatcherError CHAIN_UNAVAILABLE (ask again) or CHAIN_REFUSED (the node said no). */
export interface Chain {
  readonly chainId: bigint;
  /** Addresses, lower case. */
  readonly contracts: ChainContracts;

  readHead(): Promise<Head>;
  /** A block that is not on the chain any more, or not yet, is undefined. */
  readBlock(number: number): Promise<Head | undefined>;
  /** The newest block that the chain itself calls final; undefined where it has no such notion. */
  readFinalBlock(): Promise<number | undefined>;
  readParameters(): Promise<BatchParameters>;
  /** Keys of all members, or of some seats. Only accounts: other keys cannot sign records. */
  readKeys(seats?: readonly number[]): Promise<readonly MemberKey[]>;
  /** What happened in blocks, both included. */
  readChanges(from: number, to: number): Promise<ChainChanges>;
  readDuty(account: string): Promise<DutyFacts>;
  readLog(logId: string): Promise<LogFacts | undefined>;
  /** Since which block an account signs for a log, until which; undefined where it never did. */
  readTerm(logId: string, account: string): Promise<{ readonly from: number; readonly until: number } | undefined>;
  /** A batch by what was said when it was anchored. */
  findAnchored(logId: string, number: number): Promise<AnchoredFacts | undefined>;
  /** Challenges to a log that wait for an answer. */
  readChallenges(logId: string): Promise<readonly OpenChallenge[]>;

  /** The nonce that the account's next transaction has, by the newest block. */
  readNonce(account: string): Promise<number>;
  /** Sends raw bytes. Resolves also where the node has them already. */
  send(raw: string): Promise<void>;
  /** What became of a transaction; undefined while it is in no block. */
  readOutcome(hash: string): Promise<Outcome | undefined>;

  encodeOpenLog(salt: string): string;
  encodeJoinLog(logId: string): string;
  encodeAnchor(batch: {
    readonly logId: string;
    readonly firstSequence: number;
    readonly count: number;
    readonly root: string;
  }): string;
  /** One transaction that executes packed calls. */
  encodeExecute(calls: readonly Uint8Array[]): string;
  encodeAnswer(challengeId: string, inclusion: InclusionFacts): string;
}

/** Where the contracts are. */
export interface ChainContracts {
  readonly anchor: string;
  readonly registry: string;
  readonly members: string;
  /** Undefined where calls are not executed. */
  readonly executor: string | undefined;
}

/** A block. */
export interface Head {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Undefined where the chain has no fee market. */
  readonly baseFee: bigint | undefined;
}

/** What the members decided about batches. Times are seconds. */
export interface BatchParameters {
  readonly maxRecords: number;
  readonly promiseTime: number;
  readonly maxDeadlineAhead: number;
  readonly confirmations: number;
  /** The largest gas of one executed call. */
  readonly callGas: number;
}

/** A member's key and what its seat says of it. Times are unix seconds, 0 for never. */
export interface MemberKey {
  /** 20 bytes. */
  readonly account: Uint8Array;
  readonly seat: number;
  readonly scopes: number;
  readonly activeFrom: number;
  readonly expiresAt: number;
  readonly suspendedUntil: number;
  readonly eligibleSince: number;
  readonly blockedUntil: number;
}

/** What events of some blocks ask to be read again. */
export interface ChainChanges {
  /** Seats whose keys or standing changed. */
  readonly seats: readonly number[];
  readonly parameters: boolean;
  /** Something happened to logs, challenges or suspensions. */
  readonly anchor: boolean;
}

/** What an account may do as a batcher. */
export interface DutyFacts {
  readonly seat: number | undefined;
  readonly isOnDuty: boolean;
  /** Unix seconds, 0 while the seat's promises count. */
  readonly suspendedSince: number;
}

/** A log on chain. */
export interface LogFacts {
  readonly seat: number;
  readonly nextSequence: number;
  readonly nextNumber: number;
}

/** A batch on chain. */
export interface AnchoredFacts {
  readonly root: string;
  readonly firstSequence: number;
  readonly count: number;
  readonly previous: string;
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly anchoredAt: number;
}

/** A challenge that waits. */
export interface OpenChallenge {
  readonly challengeId: string;
  readonly sequence: number;
  readonly digest: string;
  readonly answerBy: number;
}

/** A transaction in a block. */
export interface Outcome {
  readonly hash: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly succeeded: boolean;
  /** Batches that it anchored. */
  readonly anchored: readonly (AnchoredFacts & { readonly logId: string; readonly number: number })[];
  /** Where it executed calls: one byte for each. */
  readonly outcomes: Uint8Array | undefined;
}

/** That a record is in a batch, as the contract takes it. */
export interface InclusionFacts {
  readonly logId: string;
  readonly number: number;
  readonly header: {
    readonly root: string;
    readonly firstSequence: number;
    readonly count: number;
    readonly anchoredAt: number;
    readonly previous: string;
  };
  readonly sequence: number;
  readonly proof: readonly string[];
}
