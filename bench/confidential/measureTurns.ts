/** What is measured: a name and what is done once. */
export type Work = readonly [name: string, act: () => Promise<unknown>];

const TURNS = 5;
/** How long a work warms up, and how long it has in each turn. */
const WARM_UP_MS = 1_000;
const TURN_MS = 250;

/** The median milliseconds of each work over five turns. In a turn every work has its time, so that a busy machine is busy for all. */
export async function measureTurns(works: readonly Work[]): Promise<Readonly<Record<string, number>>> {
  const times = new Map<string, number[]>(works.map(([name]) => [name, []]));
  for (const [, act] of works) await spend(act, WARM_UP_MS);
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [name, act] of works) times.get(name)?.push(await spend(act, TURN_MS));
  }
  return Object.fromEntries([...times].map(([name, taken]) => [name, medianOf(taken)]));
}

/** Works for so long, and answers how many milliseconds one time took. */
async function spend(act: () => Promise<unknown>, budgetMs: number): Promise<number> {
  const start = performance.now();
  let repetitions = 0;
  while (performance.now() - start < budgetMs) {
    await act();
    repetitions += 1;
  }
  return (performance.now() - start) / repetitions;
}

/** The middle one of an odd number of values. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? Number.NaN;
}
