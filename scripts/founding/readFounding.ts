import type { QuorateError } from "#sdk";

import type { Constitution } from "./Constitution.ts";
import { foldMembers } from "./foldMembers.ts";
import type { FoundingFiles } from "./locateFounding.ts";
import type { Organisation } from "./Organisation.ts";
import { readAliases } from "./readAliases.ts";
import { readConstitution } from "./readConstitution.ts";
import { readMembersFile } from "./readMembersFile.ts";

/** What people decided and who there is, read and checked; only the keys are missing. */
export interface Founding {
  readonly constitution: Constitution;
  readonly organisations: readonly Organisation[];
  /** What people should look at without having to stop. */
  readonly warnings: readonly QuorateError[];
}

/**
 * Reads the three files of a founding.
 *
 * @throws QuorateError FILE_*, MEMBERS_FILE_REFUSED, ALIASES_REFUSED, MEMBERS_NOT_FOLDED, CONSTITUTION_REFUSED
 */
export async function readFounding(files: Omit<FoundingFiles, "network">): Promise<Founding> {
  const [rows, aliases, constitution] = await Promise.all([
    readMembersFile(files.membersFile),
    readAliases(files.aliasesFile),
    readConstitution(files.constitutionFile),
  ]);
  return { constitution, ...foldMembers(rows, aliases) };
}
