import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import path from "node:path";

import { collectSources, readFrom } from "../solidity/collectSources.ts";

/** How a test names what it creates: `contracts/folder/File.sol:Contract`. */
const ARTIFACT = /\bcontracts\/[\w/]+\.sol(?=:\w)/g;

/** A file of Solidity tests. */
export interface TestFile {
  readonly name: string;
  /** A hash of it and of every file below test/ that it imports. */
  readonly hash: string;
  /** The contracts that it imports or creates by their artifact, directly or not. */
  readonly reaches: ReadonlySet<string>;
}

export function readTestFiles(root: string): readonly TestFile[] {
  const read = readFrom(root);
  return globSync("test/contracts/**/*.t.sol", { cwd: root })
    .sort()
    .map((name) => {
      const sources = collectSources([name], read);
      const own = [...sources].filter(([source]) => source.startsWith("test/"));
      const created = own.flatMap(([, text]) => text.match(ARTIFACT) ?? []);
      const reached = collectSources([...sources.keys(), ...created], read).keys();
      return {
        name,
        hash: hashOf(own.flat()),
        reaches: new Set([...reached].filter((source) => source.startsWith("contracts/"))),
      };
    });
}

/** The files whose tests can notice a change of the source, those of the same name first. */
export function testsOf(source: string, files: readonly TestFile[]): readonly TestFile[] {
  const subject = path.posix.basename(source, ".sol");
  const folder = path.posix.dirname(source).replace(/^contracts/, "test/contracts");
  const distance = ({ name }: TestFile): number => {
    const base = path.posix.basename(name, ".t.sol");
    if (base === subject) return 0;
    if (base.startsWith(subject)) return 1;
    return path.posix.dirname(name) === folder ? 2 : 3;
  };
  return files.filter(({ reaches }) => reaches.has(source)).sort((a, b) => distance(a) - distance(b));
}

/** One hash for a set of test files. */
export function hashOfAll(files: readonly TestFile[]): string {
  return hashOf(files.map(({ name, hash }) => `${name} ${hash}`).sort());
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex").slice(0, 16);
}
