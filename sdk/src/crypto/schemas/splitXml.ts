import { listXmlTags, type XmlTag } from "./listXmlTags.ts";

/** One value of an XML document: the text of an element without children, or an attribute, as it is written there. */
export interface XmlLeaf {
  /** As in "Document/CstmrCdtTrfInitn/PmtInf[2]/Amt/InstdAmt/@Ccy"; the second of equal siblings on is numbered. */
  readonly path: string;
  readonly value: string;
}

/** A document apart: its values, and what stands around them. */
export interface SplitXml {
  readonly leaves: readonly XmlLeaf[];
  /** One more than there are leaves: what stands before each, and after the last. */
  readonly pieces: readonly string[];
}

const ATTRIBUTE = /(\s([^\s=]+)\s*=\s*)(?:"([^"]*)"|'([^']*)')/g;

interface OpenElement {
  readonly name: string;
  readonly path: string;
  readonly children: Map<string, number>;
  /** Where its text begins. */
  readonly start: number;
}

interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Takes an XML document apart, so that pieces and values in turn are the same text again. @throws SyntaxError where it is not well-formed */
export function splitXml(text: string): SplitXml {
  const places: Place[] = [];
  const stack: OpenElement[] = [];
  const top: OpenElement = { name: "", path: "", children: new Map(), start: 0 };
  for (const tag of listXmlTags(text)) {
    if (tag.kind === "closing") {
      const element = stack.pop();
      if (element?.name !== tag.name) throw new SyntaxError(`</${tag.name}> closes nothing`);
      places.push(...findText(text, element, tag));
      continue;
    }
    const path = childPath(stack.at(-1) ?? top, tag.name);
    places.push(...listAttributes(tag, path));
    if (tag.kind === "opening") stack.push({ name: tag.name, path, children: new Map(), start: tag.end });
  }
  const [roots = 0] = top.children.values();
  if (stack.length > 0 || top.children.size !== 1 || roots !== 1) throw new SyntaxError("there is not one whole root");
  return cut(text, places);
}

function childPath({ path, children }: OpenElement, name: string): string {
  const number = (children.get(name) ?? 0) + 1;
  children.set(name, number);
  const step = number === 1 ? name : `${name}[${number}]`;
  return path === "" ? step : `${path}/${step}`;
}

/** The text of an element, where it is text and nothing else. */
function findText(text: string, { path, children, start }: OpenElement, { start: end }: XmlTag): readonly Place[] {
  return children.size > 0 || text.slice(start, end).includes("<") ? [] : [{ path, start, end }];
}

function listAttributes({ attributes, start, name: element }: XmlTag, path: string): readonly Place[] {
  return [...attributes.matchAll(ATTRIBUTE)].flatMap((match) => {
    const [, before = "", name = "", double, single] = match;
    // Names of namespaces are the schema's, not the message's.
    if (/^xmlns(?::|$)|^xsi:/.test(name)) return [];
    const from = start + 1 + element.length + match.index + before.length + 1;
    return [{ path: `${path}/@${name}`, start: from, end: from + (double ?? single ?? "").length }];
  });
}

function cut(text: string, places: readonly Place[]): SplitXml {
  const pieces: string[] = [];
  let offset = 0;
  const sorted = places.toSorted((a, b) => a.start - b.start);
  for (const { start, end } of sorted) {
    pieces.push(text.slice(offset, start));
    offset = end;
  }
  const leaves = sorted.map(({ path, start, end }) => ({ path, value: text.slice(start, end) }));
  return { leaves, pieces: [...pieces, text.slice(offset)] };
}
