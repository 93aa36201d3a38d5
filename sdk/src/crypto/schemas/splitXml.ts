import { listXmlTags, type XmlTag } from "./listXmlTags.ts";
import { cutText, type SplitMessage } from "./messageFormat.ts";

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
export function splitXml(text: string): SplitMessage {
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
  return cutText(text, places);
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
