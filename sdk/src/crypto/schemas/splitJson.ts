import { cutText, type MessageLeaf } from "./messageFormat.ts";

/** One value of a JSON text; a string without its quotation marks, with its escapes. */
export interface JsonLeaf extends MessageLeaf {
  readonly kind: "string" | "number" | "boolean";
}

interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly kind: JsonLeaf["kind"];
}

/** A list or an object that has begun. */
interface Open {
  readonly path: string;
  /** The names of an object's members so far; null for a list. */
  readonly names: Set<string> | null;
  /** The name of the member that is being read. */
  name: string;
  /** How many items of a list have begun. */
  count: number;
}

/** A mark, a string with the colon that makes a name of it, a number, a word. What stands between them is blank. */
const TOKEN = /([{}[\]])|("(?:[^"\\]|\\.)*")([ \t\n\r]*:)?|-?\d[\d.eE+-]*|true|false|null/g;

/**
 * Takes a JSON text apart, so that pieces and values in turn are the same text again. Paths are JSON Pointers (RFC 6901); `null` is no value.
 *
 * @throws SyntaxError where it is not well-formed, or an object has two members of one name
 */
export function splitJson(text: string): ReturnType<typeof cutText<Place>> {
  // What is not well-formed ends here.
  JSON.parse(text.replace(/^\ufeff/, ""));
  const places: Place[] = [];
  const stack: Open[] = [];
  for (const { 0: token, 1: mark, 2: quoted, 3: colon, index } of text.matchAll(TOKEN)) {
    const inside = stack.at(-1);
    if (mark === "{" || mark === "[") {
      stack.push({ path: pathOf(inside), names: mark === "{" ? new Set() : null, name: "", count: 0 });
    } else if (mark !== undefined) {
      stack.pop();
    } else if (colon !== undefined && quoted !== undefined) {
      nameMember(inside, quoted);
    } else {
      places.push(...placeOf(pathOf(inside), token, index));
    }
  }
  return cutText(text, places);
}

/** Where a value stands; nowhere for `null`. */
function placeOf(path: string, token: string, start: number): readonly Place[] {
  const end = start + token.length;
  if (token === "null") return [];
  if (token.startsWith('"')) return [{ path, start: start + 1, end: end - 1, kind: "string" }];
  return [{ path, start, end, kind: /^[tf]/.test(token) ? "boolean" : "number" }];
}

function nameMember(parent: Open | undefined, quoted: string): void {
  const name: unknown = JSON.parse(quoted);
  if (typeof name !== "string" || parent?.names == null) throw new SyntaxError("a name stands outside of an object");
  if (parent.names.has(name)) throw new SyntaxError(`an object has two members ${quoted}`);
  parent.names.add(name);
  parent.name = name;
}

/** The pointer of the value that comes next. */
function pathOf(parent: Open | undefined): string {
  if (parent === undefined) return "";
  if (parent.names !== null) return `${parent.path}/${parent.name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  parent.count += 1;
  return `${parent.path}/${parent.count - 1}`;
}
