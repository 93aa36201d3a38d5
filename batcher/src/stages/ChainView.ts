import type { BatchParameters, Head } from "../ports/Chain.ts";
import type { MemberTable } from "./MemberTable.ts";

/** What is known of the chain at the moment. One loop keeps it current; everybody else reads. */
export interface ChainView {
  head: Head;
  /** Unix seconds that no reorganisation takes back: what was used before is let go only then. */
  settledTime: number;
  parameters: BatchParameters;
  readonly members: MemberTable;
  /** When the node last answered, by the clock of the pipeline. */
  answeredAt: number;
  /** Whether the node did not answer when it was asked last. */
  isSilent: boolean;
  isOnDuty: boolean;
  /** Unix seconds, 0 while promises count. */
  suspendedSince: number;
  /** Whether the key signs for the log at the newest block: a reorganisation may take that away for a while. */
  hasTerm: boolean;
  /** Counts up whenever the newest block does not follow the one that was known. */
  forks: number;
  /** Counts up whenever something happened to logs or challenges. */
  anchorChanges: number;
}
