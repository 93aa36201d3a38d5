/** What is measured: a name and what is done once. */
export type Work = readonly [name: string, act: () => Promise<unknown>];

const TURNS = 5;

/** The median milliseconds of each work over five turns. In a turn every work has its time, so that a busy machine is busy for all. */
export async function measureTurns(
  works: readonly Work[],
  repetitions: number,
): Promise<Readonly<Record<string, number>>> {
  const times = new Map<string, number[]>(works.map(([name]) => [name, []]));
  for (let turn = -1; turn < TURNS; turn += 1) {
    for (const [name, act] of works) {
      const start = performance.now();
      for (let repetition = 0; repetition < repetitions; repetition += 1) await act();
      // The first turn warms up.
      if (turn >= 0) times.get(name)?.push((performance.now() - start) / repetitions);
    }
  }
  return Object.fromEntries([...times].map(([name, taken]) => [name, medianOf(taken)]));
}

/** The middle one of an odd number of values. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? Number.NaN;
}
