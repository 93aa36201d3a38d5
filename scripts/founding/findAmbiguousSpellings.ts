import { QuorateError } from "#sdk";
import type { Aliases } from "./Aliases.ts";
import { explainLikeness, type Likeness } from "./explainLikeness.ts";
import type { NodeRow } from "./NodeRow.ts";

interface Pair {
  readonly one: string;
  readonly other: string;
  readonly likeness: Likeness;
}

/**
 * Finds spellings that look like another one while nobody has said in the alias file to whom they belong.
 * Two spellings that the alias file both has are settled, whether it puts them together or apart.
 *
 * @returns one SPELLINGS_AMBIGUOUS for each group of spellings that look alike, with the candidates and their lines in its facts
 */
export function findAmbiguousSpellings(rows: readonly NodeRow[], aliases: Aliases): readonly QuorateError[] {
  const owners = new Map<string, string>();
  for (const { name, spellings } of aliases) for (const spelling of [name, ...spellings]) owners.set(spelling, name);

  const open = [...new Set(rows.map(({ spelling }) => spelling))].filter((spelling) => !owners.has(spelling));
  const settled = [...owners.keys()];
  const pairs = open.flatMap((one, index) =>
    [...open.slice(index + 1), ...settled].flatMap((other): Pair[] => {
      const likeness = explainLikeness(one, other);
      return likeness === null ? [] : [{ one, other, likeness }];
    }),
  );
  return groupPairs(pairs).map((group) => toFault(group, rows, owners));
}

/** Joins pairs that share a spelling, so that people are asked once for each group. */
function groupPairs(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  let groups: Pair[][] = [];
  for (const pair of pairs) {
    const touches = (group: readonly Pair[]) =>
      group.some(({ one, other }) => [pair.one, pair.other].some((spelling) => spelling === one || spelling === other));
    const joined = groups.filter(touches).flat();
    groups = [...groups.filter((group) => !touches(group)), [...joined, pair]];
  }
  return groups;
}

function toFault(group: readonly Pair[], rows: readonly NodeRow[], owners: ReadonlyMap<string, string>): QuorateError {
  const spellings = [...new Set(group.flatMap(({ one, other }) => [one, other]))];
  const candidates = spellings.map((spelling) => {
    const lines = rows.filter((row) => row.spelling === spelling).map(({ line }) => line);
    const owner = owners.get(spelling);
    const places = [
      ...(lines.length === 0 ? [] : [`${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`]),
      ...(owner === undefined ? [] : [`settled as ${owner}`]),
    ];
    return { spelling, lines, text: `${JSON.stringify(spelling)} (${places.join("; ")})` };
  });
  const reasons = [...new Set(group.map(({ likeness }) => likeness))];
  return new QuorateError({
    code: "SPELLINGS_AMBIGUOUS",
    summary: `These may be one organisation (${reasons.join("; ")}): ${candidates.map(({ text }) => text).join(", ")}.`,
    remedy:
      "Say so in the alias file: list them under one organisation if they are one, or give each its own entry if they are not.",
    facts: {
      spellings,
      lines: candidates.map(({ lines }) => lines),
      open: spellings.filter((spelling) => !owners.has(spelling)),
      reasons,
    },
  });
}
