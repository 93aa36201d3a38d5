import type { KeySignature, Support } from "./Ballot.ts";
import type { Call } from "./BuiltCall.ts";
import type { Bytes32 } from "./Hex.ts";
import type { Modules } from "./Modules.ts";
import type { Names } from "./Names.ts";
import type { ProposalId } from "./ProposalId.ts";

/**
 * A ballot that can be signed on one machine and submitted from another. Everything that a person needs to decide stands in it, and
 * everything that stands in it is held against what the signature binds, but for what the preparer has foreseen.
 */
export interface BallotFile {
  readonly format: "quorate.ballot";
  readonly version: 1;
  readonly chainId: bigint;
  readonly modules: Modules;
  /** What whoever prepared the file calls things. A reader compares it with its own names. */
  readonly names: Names;
  readonly proposal: {
    readonly id: ProposalId;
    /** The seat that proposes. */
    readonly proposer: bigint;
    /** The version of the rule that decides; where several are joined, 2^23 and the newest of theirs. */
    readonly ruleVersion: bigint;
    readonly salt: Bytes32;
    readonly description: string;
    readonly calls: readonly (Call & {
      /** Hash of the code at the target; 32 zero bytes where there is none. */
      readonly codeHash: Bytes32;
      readonly sentence: string;
    })[];
  };
  /**
   * What whoever prepared the file saw in a simulation; null where they made none. It is their word: no signature binds it, and without
   * a chain nobody can check it.
   */
  readonly foreseen: {
    /** The block whose state was simulated on. */
    readonly blockNumber: bigint;
    /** Which call fails, and why; null where none does. */
    readonly failure: string | null;
    readonly differences: readonly {
      /** As in `parameter member.keyCoolDown`. */
      readonly subject: string;
      readonly before: string;
      /** Null where the preparer's node could not simulate all calls together. */
      readonly after: string | null;
    }[];
  } | null;
  readonly ballot: {
    readonly seat: bigint;
    readonly support: Support;
    readonly nonce: bigint;
    /** Unix seconds. */
    readonly deadline: bigint;
    /** The ballot in words. */
    readonly sentence: string;
  };
  readonly signatures: readonly KeySignature[];
}
