/** A promise of docs/requirements.md. */
export interface Requirement {
  readonly number: string;
  readonly line: number;
}

/** A file of tests with the numbers of the promises that it carries. */
export interface Carrier {
  readonly name: string;
  readonly numbers: readonly string[];
}

const NUMBER = /\bREQ-[A-Z]+(?:-[A-Z]+)*-\d+\b/g;
const MADE = /^[\s|*#>_`~\-[\]]*(REQ-[A-Z]+(?:-[A-Z]+)*-\d+)\b/;

/** A promise is made where its number begins a line, a list item, a table's row or a heading; elsewhere it is only mentioned. */
export function readRequirements(markdown: string): {
  readonly requirements: readonly Requirement[];
  readonly faults: readonly string[];
} {
  const requirements: Requirement[] = [];
  const faults: string[] = [];
  const made = new Map<string, number>();
  const lines = markdown.split("\n");
  lines.forEach((text, index) => {
    const number = MADE.exec(text)?.[1];
    if (number === undefined) return;
    const before = made.get(number);
    if (before !== undefined)
      faults.push(`docs/requirements.md:${index + 1} makes ${number} again, see line ${before}`);
    else requirements.push({ number, line: index + 1 });
    made.set(number, index + 1);
  });
  lines.forEach((text, index) => {
    for (const number of numbersIn(text)) {
      if (!made.has(number))
        faults.push(`docs/requirements.md:${index + 1} mentions ${number}, which is not made anywhere`);
    }
  });
  return { requirements, faults };
}

/** The numbers that a text mentions, each once. */
export function numbersIn(text: string): readonly string[] {
  return [...new Set(text.match(NUMBER) ?? [])];
}

/** Promises without a test, and numbers in tests that promise nothing. */
export function matchRequirements(
  requirements: readonly Requirement[],
  carriers: readonly Carrier[],
): readonly string[] {
  const known = new Set(requirements.map(({ number }) => number));
  const carried = new Set(carriers.flatMap(({ numbers }) => numbers));
  return [
    ...requirements
      .filter(({ number }) => !carried.has(number))
      .map(({ number, line }) => `docs/requirements.md:${line} ${number} is carried by no test`),
    ...carriers.flatMap(({ name, numbers }) =>
      numbers
        .filter((number) => !known.has(number))
        .map((number) => `${name} carries ${number}, which docs/requirements.md does not make`),
    ),
  ];
}
