import type { Wallet } from "ethers";

import type { Chain } from "./openChain.ts";

/** What one transaction does on the way from an idea to its execution. */
export type Step = "propose" | "ballot" | "queue" | "execute" | "enact";

/** One transaction that was sent: what it did and its gas as the receipt has it, intrinsic cost included. */
export interface Cost {
  readonly step: Step;
  readonly gas: bigint;
}

/** What is decided and carried out: the same call for every subject. */
export interface Action {
  readonly target: string;
  readonly data: string;
  /** A sentence for people, for subjects that keep one. */
  readonly description: string;
}

/** Who decides: members with one vote each, and how many of them must say yes. */
export interface Electorate {
  readonly members: readonly Wallet[];
  readonly needed: number;
}

/** A deployed group that decides. */
export interface Session {
  /** The account that carries out what was decided: the target obeys nobody else. */
  readonly authority: string;
  /** Prepares the group for `target`, by votes of its own if need be. Not measured. */
  readonly adopt?: (target: string) => Promise<void>;
  /** Proposes, casts each ballot and executes in transactions of their own; returns every one of them, in order. */
  readonly steps?: (action: Action) => Promise<readonly Cost[]>;
  /** Whether the transaction that proposes is the proposer's ballot in favour, too: then one ballot less goes by itself. */
  readonly proposalIsBallot?: boolean;
  /** Decides and carries out in one transaction with ballots that were signed before. */
  readonly oneTx?: (action: Action) => Promise<readonly Cost[]>;
}

/** A way for a group to decide: ours or a peer's. It is measured by measureSubject. */
export interface Subject {
  readonly name: string;
  /** Founds a group of `electorate.members` of whom `electorate.needed` carry an action. Not measured. */
  readonly deploy: (chain: Chain, electorate: Electorate) => Promise<Session>;
}
