import type { RequestProblem } from "../stages/refusals.ts";

/** A JSON value that is read. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** A JSON object without a prototype. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Why a text is no JSON that is taken. */
export class JsonFault extends Error {
  readonly code: RequestProblem;

  constructor(code: RequestProblem, detail: string) {
    super(detail);
    this.code = code;
  }
}

const MAX_DEPTH = 8;
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;

/**
 * Reads JSON more strictly than `JSON.parse`: an object has each name once, a number is whole and safe, and nothing is nested more deeply than eight
 * times. Source: RFC 8259.
 *
 * @throws JsonFault
 */
export function parseStrictJson(text: string): JsonValue {
  let at = 0;

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  function malformed(): never {
    throw new JsonFault("body-malformed", `The JSON is broken at character ${at}.`);
  }

  function expect(character: string): void {
    match(BLANK);
    if (text[at] !== character) malformed();
    at += 1;
  }

  function readString(): string {
    const quoted = match(STRING) ?? malformed();
    try {
      const value: unknown = JSON.parse(quoted);
      return typeof value === "string" ? value : malformed();
    } catch {
      return malformed();
    }
  }

  function readNumber(): number {
    const written = match(NUMBER) ?? malformed();
    const value = Number(written);
    if (!Number.isSafeInteger(value) || !/^-?\d+$/.test(written)) {
      throw new JsonFault("number-unsafe", `The number ${written.slice(0, 40)} is not a whole one below 2^53.`);
    }
    return value;
  }

  function readWord(word: string, value: null | boolean): null | boolean {
    if (!text.startsWith(word, at)) malformed();
    at += word.length;
    return value;
  }

  /** Goes through what stands between brackets, separated by commas. */
  function readSeries(end: string, readOne: () => void): void {
    match(BLANK);
    if (text[at] === end) {
      at += 1;
      return;
    }
    for (;;) {
      readOne();
      match(BLANK);
      const next = text[at];
      at += 1;
      if (next === end) return;
      if (next !== ",") {
        at -= 1;
        malformed();
      }
    }
  }

  function readObject(depth: number): JsonObject {
    const value: Record<string, JsonValue> = Object.create(null);
    readSeries("}", () => {
      match(BLANK);
      const name = readString();
      if (name in value)
        throw new JsonFault("field-duplicate", `The field ${JSON.stringify(name.slice(0, 60))} is there twice.`);
      expect(":");
      value[name] = readValue(depth);
    });
    return value;
  }

  function readArray(depth: number): readonly JsonValue[] {
    const value: JsonValue[] = [];
    readSeries("]", () => {
      value.push(readValue(depth));
    });
    return value;
  }

  function readValue(depth: number): JsonValue {
    match(BLANK);
    const first = text[at];
    if (first === "{" || first === "[") {
      if (depth === MAX_DEPTH) throw new JsonFault("body-too-deep", `The JSON is nested more than ${MAX_DEPTH} times.`);
      at += 1;
      return first === "{" ? readObject(depth + 1) : readArray(depth + 1);
    }
    if (first === '"') return readString();
    if (first === "t") return readWord("true", true);
    if (first === "f") return readWord("false", false);
    if (first === "n") return readWord("null", null);
    return readNumber();
  }

  const value = readValue(0);
  match(BLANK);
  return at === text.length ? value : malformed();
}
