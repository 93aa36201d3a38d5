/** A comment that marks a defence, in any language that has such comments. */
export interface Marker {
  /** Empty where the comment is not written as a marker must be. */
  readonly slug: string;
  /** What stands in place of what, where the defence is not a statement of its own. */
  readonly instead: { readonly text: string; readonly replacement: string } | undefined;
  readonly start: number;
  readonly end: number;
  /** Where the marker's line begins; code may stand before the marker. */
  readonly lineStart: number;
  readonly trails: boolean;
  readonly line: number;
}

const MARKER = /\/\/[ \t]*DEFENCE\b([^\n]*)/g;
const BODY = /^:[ \t]*([a-z0-9]+(?:-[a-z0-9]+)*)[ \t]*(?:\[(.*?)=>(.*)\])?[ \t]*$/;

/** The markers of a text in their order. */
export function readMarkers(text: string): readonly Marker[] {
  return [...text.matchAll(MARKER)].map((match) => {
    const lineStart = text.lastIndexOf("\n", match.index) + 1;
    const [, slug = "", original, replacement] = BODY.exec(match[1] ?? "") ?? [];
    return {
      slug,
      instead: original === undefined ? undefined : { text: original.trim(), replacement: (replacement ?? "").trim() },
      start: match.index,
      end: match.index + match[0].length,
      lineStart,
      trails: text.slice(lineStart, match.index).trim() !== "",
      line: text.slice(0, match.index).split("\n").length,
    };
  });
}
