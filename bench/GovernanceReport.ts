/** What the ballots of a vote cost, one transaction each. */
export interface BallotGas {
  /** Among those that leave the vote open. */
  readonly cheapest: number;
  /** Among those that leave the vote open. */
  readonly dearest: number;
  /** The ballot that decides. */
  readonly deciding: number;
}

/** Our gas: in one transaction, and step by step with all transactions added up. */
export interface OurGas {
  readonly oneTx: number;
  readonly steps: number;
  readonly ballot: BallotGas;
}

/** One size of group: gas with the intrinsic cost of every transaction included. */
export interface GovernanceCase {
  readonly members: number;
  readonly needed: number;
  readonly ours: OurGas | null;
  readonly ozGovernor: {
    /** The Governor as OpenZeppelin's wizard composes it: propose + votes + execute. The peer. */
    readonly steps: number;
    readonly ballot: BallotGas;
    /** The cheapest that its parts allow, with nothing that a vote could change. */
    readonly lean: number;
    /** Through a TimelockController: one transaction more. */
    readonly timelock: number;
  };
  readonly safe: {
    /** The cheaper of the next two. The peer. */
    readonly oneTx: number;
    /** With the bytecode of its npm package. */
    readonly published: number;
    /** With its sources built by our compiler with our settings. */
    readonly recompiled: number;
    /** The cheaper bytecode, sent by an owner, who does not sign. */
    readonly ownerExecutes: number;
  };
  readonly ratios: {
    readonly oneTxToSafe: number;
    readonly oneTxToSafeOwnerExecutes: number;
    readonly stepsToOzGovernor: number;
    readonly stepsToLeanOzGovernor: number;
  } | null;
}

/** Everything that one run of the benchmark found. */
export interface GovernanceReport {
  readonly cases: readonly GovernanceCase[];
  /** Bytes of deployed code of our contracts. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly build: {
    readonly solc: string;
    readonly evmVersion: string;
    readonly viaIR: boolean;
    readonly optimizerRuns: number;
    readonly hardfork: string;
    readonly openZeppelin: string;
    readonly safe: string;
  };
}
