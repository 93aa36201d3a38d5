import type { Bytes32, Call } from "#sdk";

/** A call in a draft, with the sentence that people decide on. */
export interface DraftCall extends Call {
  readonly sentence: string;
}

/** A proposal that nobody has made yet: a file that people review, sign ballots on, and hand in. */
export interface Draft {
  readonly chainId: bigint;
  readonly description: string;
  readonly salt: Bytes32;
  readonly calls: readonly DraftCall[];
}
