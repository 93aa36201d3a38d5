import ts from "typescript";

import type { MarkedDefence, MarkerFault } from "./findDefences.ts";
import { readMarkers } from "./readMarkers.ts";

/** A defence that is marked in a TypeScript source, with the change that takes it away. */
export interface TypescriptDefence extends MarkedDefence {
  readonly change: TextChange;
}

/** What stands in a text from `start` to `end` becomes something else. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
}

/**
 * The marked defences of a TypeScript source. A marker is a comment `// DEFENCE: slug`, behind the statement that begins on its line or
 * alone above a statement. The statement goes; where that makes no sense, `// DEFENCE: slug [text => replacement]` says what its
 * absence looks like.
 */
export function findTypescriptDefences(
  source: string,
  text: string,
): { readonly defences: readonly TypescriptDefence[]; readonly faults: readonly MarkerFault[] } {
  const defences: TypescriptDefence[] = [];
  const faults: MarkerFault[] = [];
  const markers = readMarkers(text);
  if (markers.length === 0) return { defences, faults };
  const tree = ts.createSourceFile(source, text, ts.ScriptTarget.Latest, true);
  for (const marker of markers) {
    const { line, slug } = marker;
    const change = slug === "" ? "a marker reads `// DEFENCE: some-slug` or with `[text => replacement]`" : takeAway();
    if (typeof change === "string") faults.push({ source, line, message: slug === "" ? change : `${slug}: ${change}` });
    else defences.push({ slug, source, line, change });

    function takeAway(): TextChange | string {
      const statement = markedStatement(tree, text, marker);
      if (statement === undefined) return "it marks no statement";
      const [start, end] = [statement.getStart(tree), statement.getEnd()];
      if (marker.instead !== undefined) {
        const { text: original, replacement } = marker.instead;
        const at = text.indexOf(original, start);
        if (at < 0 || at + original.length > end) return `the marked statement does not contain \`${original}\``;
        return { start: at, end: at + original.length, original, replacement };
      }
      if (!ts.isIfStatement(statement) && !ts.isExpressionStatement(statement) && !ts.isThrowStatement(statement))
        return "what it marks cannot be left out: say what its absence looks like, `// DEFENCE: slug [text => replacement]`";
      return { start, end, original: text.slice(start, end), replacement: ";" };
    }
  }
  return { defences, faults };
}

/** A text with the change made. */
export function applyChange(text: string, { start, end, replacement }: TextChange): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function markedStatement(
  tree: ts.SourceFile,
  text: string,
  marker: { readonly start: number; readonly end: number; readonly lineStart: number; readonly trails: boolean },
): ts.Node | undefined {
  const statements: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node)) statements.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(tree, visit);
  const startOf = (node: ts.Node): number => node.getStart(tree);
  if (marker.trails)
    return statements.find((node) => marker.lineStart <= startOf(node) && startOf(node) < marker.start);
  const below = statements.filter((node) => startOf(node) >= marker.end);
  const next = below.toSorted((a, b) => startOf(a) - startOf(b))[0];
  const between = next === undefined ? "none" : text.slice(marker.end, startOf(next));
  return between.replaceAll(/\/\/[^\n]*/g, "").trim() === "" ? next : undefined;
}
