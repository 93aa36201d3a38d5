import path from "node:path";

import type { Sources } from "./collectSources.ts";

const IMPORT = /\bimport\s*\{([^}]*)\}\s*from\s*"([^"]+)"/g;

interface Alias {
  readonly importer: string;
  readonly source: string;
  readonly name: string;
  readonly alias: string;
}

/**
 * The same sources with every library that is imported under another name called by that name everywhere: Slither does not
 * follow such imports. Lines stay where they are.
 *
 * @throws Error where a library goes by two names, because then no name fits all
 */
export function nameLibrariesOnce(sources: Sources): Sources {
  const imports = [...sources].flatMap(([importer, text]) => importsIn(importer, text));
  const isLibrary = ({ source, name }: Alias): boolean =>
    new RegExp(`\\blibrary ${name}\\b`).test(sources.get(source) ?? "");
  const renamed = new Map(sources);
  for (const { source, name, alias } of imports.filter((each) => each.name !== each.alias && isLibrary(each))) {
    const others = imports.filter((each) => each.source === source && each.name === name && each.alias !== alias);
    if (others.length > 0) {
      throw new Error(
        `${name} of ${source} is called ${alias} in one place and ${others[0]?.alias} in ${others[0]?.importer}`,
      );
    }
    renamed.set(source, (renamed.get(source) ?? "").replace(`library ${name}`, `library ${alias}`));
    for (const { importer } of imports.filter((each) => each.source === source && each.name === name)) {
      renamed.set(importer, (renamed.get(importer) ?? "").replace(`${name} as ${alias}`, alias));
    }
  }
  return renamed;
}

function importsIn(importer: string, text: string): readonly Alias[] {
  return [...text.matchAll(IMPORT)].flatMap(([, names = "", target = ""]) => {
    const source = target.startsWith(".") ? path.posix.join(path.posix.dirname(importer), target) : target;
    return names
      .split(",")
      .map((each) => each.trim().split(/\s+as\s+/))
      .filter(([name = ""]) => name !== "")
      .map(([name = "", alias = name]) => ({ importer, source, name, alias }));
  });
}
