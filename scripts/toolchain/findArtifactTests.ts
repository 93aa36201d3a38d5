import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** Sources of tests that deploy the suite from the artifacts of its build, so that nothing of it is compiled into them. */
const DEPLOYS_ARTIFACTS =
  /\/(?:Consortium|Chronicle|Replay|RecordGroup|RecordChronicle|Anchorage|Promotions|BatchChronicle|SignedCalls)\.sol"/;

/** The Solidity tests that ask the shipped bytecode, whatever they are compiled with themselves. */
export function findArtifactTests(root: string): readonly string[] {
  return globSync("test/**/*.sol", { cwd: root })
    .filter((file) => DEPLOYS_ARTIFACTS.test(readFileSync(path.join(root, file), "utf8")))
    .sort();
}
