/** A tag in a text: which one, and where. */
export interface XmlTag {
  readonly kind: "opening" | "closing" | "empty";
  readonly name: string;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

/** What is not looked into, by how it begins and ends. */
const OPAQUE = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;
const TAG = /<(\/?)([^\s<>/!?"'=]+)((?:"[^"<]*"|'[^'<]*'|[^"'<>/]|\/(?!>))*)(\/?)>/y;

/**
 * Every tag of an XML text in its order, in time that grows with its length alone. Comments, CDATA and instructions are passed over;
 * document types, which can change what a text means, are refused.
 *
 * @throws SyntaxError where some markup is none
 */
export function* listXmlTags(text: string): Generator<XmlTag, void, undefined> {
  for (let start = text.indexOf("<"); start >= 0; ) {
    const opaque = OPAQUE.find(([begin]) => text.startsWith(begin, start));
    const tag = opaque === undefined ? readTag(text, start) : undefined;
    if (tag !== undefined) yield tag;
    const end = opaque === undefined ? (tag?.end ?? -1) : endOf(text, start + opaque[0].length, opaque[1]);
    if (end < 0) throw new SyntaxError(`the markup at ${start} is none`);
    start = text.indexOf("<", end);
  }
}

function endOf(text: string, from: number, mark: string): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length;
}

function readTag(text: string, start: number): XmlTag | undefined {
  TAG.lastIndex = start;
  const match = TAG.exec(text);
  if (match === null) return undefined;
  const [markup, closing, name = "", attributes = "", empty] = match;
  const kind = closing === "/" ? "closing" : empty === "/" ? "empty" : "opening";
  if (kind === "closing" && (empty === "/" || attributes.trim() !== "")) return undefined;
  return { kind, name, attributes, start, end: start + markup.length };
}
