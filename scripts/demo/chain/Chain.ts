import type { BrowserProvider, Wallet } from "ethers";

import type { ServedChain } from "./serveChain.ts";

/** The embedded chain: it lives in this process, starts empty and ends with it. */
export interface Chain {
  readonly provider: BrowserProvider;
  /** Draws a new account and gives it coins for its transactions. */
  readonly createAccount: () => Promise<Wallet>;
  /** The time of the newest block, in unix seconds. */
  readonly now: () => Promise<number>;
  /** Moves the clock, which no real chain would let anybody do, and mines a block. */
  readonly travel: (seconds: number) => Promise<void>;
  /** Mines empty blocks, as the other members' transactions would. */
  readonly mine: (blocks: number) => Promise<void>;
  /** Lets programs in other processes reach it, until what this answers is disposed of. */
  readonly serve: () => Promise<ServedChain>;
  readonly close: () => Promise<void>;
}
