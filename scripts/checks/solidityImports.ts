import { dirname, join } from "node:path/posix";

/** Which folders of contracts/ a folder of contracts/ may import from, beside its own. */
const LAYERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["types", []],
  ["interfaces", ["types"]],
  ["libraries", ["interfaces", "types"]],
  ["access", ["interfaces", "libraries", "types"]],
]);

/** A domain never imports another domain: it finds its siblings through the Constitution's directory. */
const DOMAINS: readonly string[] = [
  "membership",
  "constitution",
  "governance",
  "confidential",
  "anchoring",
  "attestation",
];
const BELOW_DOMAINS: readonly string[] = ["access", "interfaces", "libraries", "types"];

/** What the Solidity file at `file` ("contracts/governance/Governor.sol") imports against the law, one sentence each. */
export function findSolidityFaults(file: string, source: string): readonly string[] {
  const from = folderOf(file);
  const allowed = DOMAINS.includes(from) ? BELOW_DOMAINS : LAYERS.get(from);
  if (allowed === undefined)
    return [`${file} stands in ${from}/, a folder scripts/checks/solidityImports.ts does not know`];
  return importsOf(source).flatMap((specifier) => {
    if (specifier.startsWith("@openzeppelin/")) return [];
    if (!specifier.startsWith(".")) return [`${file} imports ${specifier}: only OpenZeppelin comes from outside`];
    const target = join(dirname(file), specifier);
    if (!target.startsWith("contracts/")) return [`${file} imports ${target}, outside contracts/`];
    const to = folderOf(target);
    if (to === from || allowed.includes(to)) return [];
    return [`${file} imports ${target}: ${from}/ may import ${[from, ...allowed].join(", ")} and OpenZeppelin`];
  });
}

function folderOf(file: string): string {
  const [, folder, rest] = file.split("/");
  return folder !== undefined && rest !== undefined ? folder : "(root)";
}

function importsOf(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const found = code.matchAll(/^\s*import\s+(?:[^"';]*?from\s+)?["']([^"']+)["']/gm);
  return [...found].map((match) => match[1] ?? "");
}
