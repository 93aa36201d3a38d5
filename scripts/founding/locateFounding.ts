import { access } from "node:fs/promises";
import { join } from "node:path";

/** Where the files of a founding are. */
export interface FoundingFiles {
  /** Folder below `deployments/`. */
  readonly network: string;
  readonly membersFile: string;
  readonly aliasesFile: string;
  readonly constitutionFile: string;
}

/** The real members file, beside the checkout. It is never copied into it. */
const REAL_MEMBERS = ["..", "shared", "data", "alastria", "nodes.csv"];

/**
 * Finds the files of the consortium to found: the real one where its members file is at hand, else our own sample in the same
 * format.
 *
 * @param root folder of the checkout
 * @param wanted folder below `deployments/` of a consortium that was named
 */
export async function locateFounding(root: string, wanted: string | null = null): Promise<FoundingFiles> {
  const real = join(root, ...REAL_MEMBERS);
  const network = wanted ?? ((await exists(real)) ? "alastria" : "sample");
  const folder = join(root, "deployments", network);
  return {
    network,
    membersFile: network === "alastria" ? real : join(folder, "nodes.csv"),
    aliasesFile: join(folder, "aliases.json"),
    constitutionFile: join(folder, "constitution.json"),
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
