/** A key that one object names a second time, with the line of its second place, counted from 1. */
export interface RepeatedKey {
  readonly key: string;
  readonly line: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:]|\n/g;

/**
 * Finds keys that stand twice in one object, where `JSON.parse` would silently keep the last: in a constitution that is a rule
 * which people read and the chain does not have.
 *
 * @param text text that `JSON.parse` accepts
 */
export function findRepeatedKeys(text: string): readonly RepeatedKey[] {
  const repeated: RepeatedKey[] = [];
  const open: (Set<string> | null)[] = [];
  let line = 1;
  let word: string | null = null;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "\n") {
      line += 1;
      continue;
    }
    if (token === "{") open.push(new Set());
    if (token === "[") open.push(null);
    if (token === "}" || token === "]") open.pop();
    if (token === ":" && word !== null) {
      const key = String(JSON.parse(word));
      const keys = open.at(-1);
      if (keys?.has(key)) repeated.push({ key, line });
      keys?.add(key);
    }
    word = token.startsWith('"') ? token : null;
  }
  return repeated;
}
