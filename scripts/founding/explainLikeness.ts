import { editDistance } from "./editDistance.ts";

/** Why two spellings may name one organisation, as a person would say it. */
export type Likeness = "the same letters" | "one contains the other" | "nearly the same letters" | "the same beginning";

const MIN_CONTAINED_LETTERS = 4;
const MIN_BEGINNING_LETTERS = 5;
const MIN_BEGINNING_SHARE = 0.6;
const LETTERS_PER_TYPO = 6;

// Letters of other scripts, and digits, that are drawn like a Latin letter. Small on purpose: it only has to raise a question.
const DRAWN_LIKE: Readonly<Record<string, string>> = {
  ...{
    а: "a",
    в: "b",
    е: "e",
    к: "k",
    м: "m",
    н: "h",
    о: "o",
    р: "p",
    с: "c",
    т: "t",
    у: "y",
    х: "x",
    і: "i",
    ѕ: "s",
    ј: "j",
  },
  ...{ α: "a", β: "b", ε: "e", ι: "i", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "y", χ: "x" },
  ...{ "0": "o", "1": "l", ı: "i", ł: "l", ø: "o", đ: "d" },
};

/**
 * Says whether two different spellings look as if they named one organisation, and why. It is a question to people and no
 * answer: it errs on the side of asking, because a wrong merge takes a seat away and a missed one gives a second.
 *
 * @returns the strongest reason, or null when they look unrelated
 */
export function explainLikeness(one: string, other: string): Likeness | null {
  const [shorter, longer] = [toSkeleton(one), toSkeleton(other)].sort((a, b) => a.length - b.length);
  if (shorter === undefined || longer === undefined) return null;
  if (shorter === longer) return "the same letters";
  if (shorter.length >= MIN_CONTAINED_LETTERS && longer.includes(shorter)) return "one contains the other";
  // One typing error in a short name, two in a name of seven letters or more.
  if (editDistance(shorter, longer) <= Math.ceil(shorter.length / LETTERS_PER_TYPO) && shorter.length > 2) {
    return "nearly the same letters";
  }
  const beginning = countCommonBeginning(shorter, longer);
  if (beginning >= MIN_BEGINNING_LETTERS && beginning / shorter.length >= MIN_BEGINNING_SHARE)
    return "the same beginning";
  return null;
}

/** The letters of a spelling without case, accents, blanks and punctuation, look-alikes drawn as Latin. */
function toSkeleton(spelling: string): string {
  const letters = spelling
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  return [...letters].map((letter) => DRAWN_LIKE[letter] ?? letter).join("");
}

function countCommonBeginning(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return count;
}
