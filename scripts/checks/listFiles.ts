import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Files of this repository, committed or about to be, whose path fits one of git's glob patterns. */
export function listFiles(...patterns: readonly string[]): readonly string[] {
  const globs = patterns.map((pattern) => `:(glob)${pattern}`);
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ...globs], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listed.split("\0"))].filter((file) => file !== "" && existsSync(file)).sort();
}
