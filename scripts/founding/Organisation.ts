import type { NodeRow } from "./NodeRow.ts";

/** An organisation of the members file after folding: the nodes of all of its spellings. One organisation is one seat. */
export interface Organisation {
  /** The name people settled on, or the only spelling. */
  readonly name: string;
  /** Legal Entity Identifier (ISO 17442), where people looked it up. */
  readonly lei: string | null;
  /** Internet domain, where people looked it up. */
  readonly domain: string | null;
  /** The spellings in the file, in order of their first rows. */
  readonly spellings: readonly string[];
  /** Its rows, in the file's order. */
  readonly nodes: readonly NodeRow[];
}
