import { readFileSync } from "node:fs";
import path from "node:path";

/** Source texts by their name: a path below the repository's root, or a package's name and the path in it. */
export type Sources = ReadonlyMap<string, string>;

const IMPORT = /^\s*(?:import|\}\s*from)\b[^;"']*["']([^"']+)["']\s*;/gm;

/** The names that a source imports, resolved against its own. */
function importsOf(name: string, text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map(([, target = ""]) =>
    target.startsWith(".") ? path.posix.join(path.posix.dirname(name), target) : target,
  );
}

/** The file that holds a source: our own below the root, all others in node_modules. */
function fileOf(root: string, name: string): string {
  return name.startsWith("contracts/") || name.startsWith("test/")
    ? path.join(root, name)
    : path.join(root, "node_modules", name);
}

/**
 * The named sources with everything they import, directly or not.
 *
 * @param read gives a source's text by its name
 * @throws Error naming the importing source where a source does not exist
 */
export function collectSources(names: Iterable<string>, read: (name: string) => string): Sources {
  const sources = new Map<string, string>();
  const waiting = [...names].map((name) => ({ name, importedBy: "the list of sources" }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, importedBy } = next;
    if (sources.has(name)) continue;
    const text = readSource(read, name, importedBy);
    sources.set(name, text);
    waiting.push(...importsOf(name, text).map((target) => ({ name: target, importedBy: name })));
  }
  return new Map([...sources].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reads sources from the repository at `root`. */
export function readFrom(root: string): (name: string) => string {
  return (name) => readFileSync(fileOf(root, name), "utf8");
}

function readSource(read: (name: string) => string, name: string, importedBy: string): string {
  try {
    return read(name);
  } catch (cause) {
    throw new Error(`${name}, imported by ${importedBy}, cannot be read`, { cause });
  }
}
