import { codeIn, readTables } from "../tables.ts";

/** Where defences are marked; what names none of these is in the first. */
const ROOTS: readonly string[] = ["contracts/", "sdk/", "batcher/"];

/** A row of the table of attacks in docs/requirements.md. */
export interface Attack {
  readonly line: number;
  readonly attack: string;
  /** `contracts/folder/File.sol#slug`, `sdk/src/folder/file.ts#slug` or `batcher/src/folder/file.ts#slug` each. */
  readonly defences: readonly string[];
  /** A Solidity test's name, `Contract.name`, `test/journeys/file.ts#title` or a unit test's `folder/file.test.ts#title` each. */
  readonly tests: readonly string[];
}

/**
 * Reads the tables with the columns Attack, Defence and Test. A defence is written `folder/File.sol#slug`, `sdk/src/folder/file.ts#slug` or
 * `batcher/src/folder/file.ts#slug`, and a test `test_verb_circumstance_outcome`, `Contract.test_...`, `test/journeys/file.ts#title` or
 * `batcher/src/folder/file.test.ts#title`, each between backticks.
 */
export function readAttacks(markdown: string): readonly Attack[] {
  return readTables(markdown, ["attack", "defence", "test"]).map(({ line, cells }) => ({
    line,
    attack: cells.get("attack") ?? "",
    defences: codeIn(cells.get("defence") ?? "").map((name) =>
      ROOTS.some((root) => name.startsWith(root)) ? name : `contracts/${name}`,
    ),
    tests: codeIn(cells.get("test") ?? ""),
  }));
}
