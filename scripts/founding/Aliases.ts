/** What people decided about one organisation of the members file. */
export interface AliasEntry {
  /** The name that the organisation has from now on; it is itself one of its spellings. */
  readonly name: string;
  /** Every other way in which the members file may spell it. */
  readonly spellings: readonly string[];
  /** Why these spellings are one organisation, and no other. */
  readonly because: string;
  /** Legal Entity Identifier (ISO 17442), or null. */
  readonly lei: string | null;
  /** Internet domain, or null. */
  readonly domain: string | null;
}

/** The alias file: which spellings belong together, decided by people. */
export type Aliases = readonly AliasEntry[];
