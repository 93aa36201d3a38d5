import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

import { findThrownCodes, type SourceText, type ThrownCode } from "./findThrownCodes.ts";

/** One error code of the SDK and of the commands, ready to be written down. */
export interface ListedCode {
  readonly code: string;
  /** As in "ballots". */
  readonly domain: string;
  readonly sentence: string;
  /** What the places that throw it say to do, without repetition. */
  readonly remedies: readonly string[];
  /** Names of the facts that some place gives, without repetition. */
  readonly facts: readonly string[];
}

const CODES_FOLDER = "sdk/src/errors/codes/";

// What stands behind it is another table's.
const SAID_ELSEWHERE: Readonly<Record<string, string>> = {
  REVERTED: "Look up the error of the contract, which `facts.error` names, further down this page.",
};

/** Every error code with what the sources of the repository at `root` say of it, by domain. @throws Error as {@link joinCodes} */
export function listErrorCodes(root: string): readonly ListedCode[] {
  const sources = globSync(["sdk/src/**/*.ts", "scripts/**/*.ts"], { cwd: root })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => !file.endsWith(".test.ts") && !file.startsWith("sdk/src/generated/"))
    .sort()
    .map((file): SourceText => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
  return joinCodes(readDeclared(sources), findThrownCodes(sources));
}

/**
 * The codes that the SDK declares, by domain, as its sources say: the SDK itself cannot be asked before it is generated.
 *
 * @throws Error for a file without codes
 */
function readDeclared(sources: readonly SourceText[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    sources
      .filter(({ file }) => file.startsWith(CODES_FOLDER))
      .map(({ file, text }) => [path.basename(file, ".ts"), readSentences(file, text)]),
  );
}

function readSentences(file: string, text: string): Readonly<Record<string, string>> {
  const sentences: Record<string, string> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteralLike(node.initializer)) {
      sentences[node.name.getText()] = node.initializer.text;
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  if (Object.keys(sentences).length === 0) throw new Error(`${file} declares no code`);
  return sentences;
}

/**
 * Declared codes and the places that throw them.
 *
 * @throws Error listing every code that nothing throws, and every code that no place says what to do about
 */
export function joinCodes(
  declared: Readonly<Record<string, Readonly<Record<string, string>>>>,
  thrown: readonly ThrownCode[],
): readonly ListedCode[] {
  const byCode = Map.groupBy(thrown, ({ code }) => code);
  const faults: string[] = [];
  const codes = Object.entries(declared).flatMap(([domain, sentences]) =>
    Object.entries(sentences).map(([code, sentence]): ListedCode => {
      const places = byCode.get(code) ?? [];
      const elsewhere = SAID_ELSEWHERE[code];
      const said = elsewhere === undefined ? places.flatMap((place) => place.remedies) : [elsewhere];
      const remedies = [...new Set(said)].sort();
      if (places.length === 0) faults.push(`${code} is thrown nowhere: take it out of sdk/src/errors/codes/`);
      else if (remedies.length === 0) faults.push(`${code} is thrown without a remedy that can be read in the source`);
      return { code, domain, sentence, remedies, facts: [...new Set(places.flatMap(({ facts }) => facts))].sort() };
    }),
  );
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return codes;
}
