import type { BrowserProvider, Wallet } from "ethers";

/** The embedded chain: it lives in this process, starts empty and ends with it. */
export interface Chain {
  readonly provider: BrowserProvider;
  /** Draws a new account and gives it coins for its transactions. */
  readonly createAccount: () => Promise<Wallet>;
  /** The time of the newest block, in unix seconds. */
  readonly now: () => Promise<number>;
  /** Moves the clock, which no real chain would let anybody do, and mines a block. */
  readonly travel: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}
