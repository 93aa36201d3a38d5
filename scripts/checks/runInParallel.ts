/** Does the work for every item, so many lanes at a time, and returns the results in the items' order. */
export async function runInParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, lane: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const lanes = Array.from({ length: Math.min(width, items.length) }, async (_, lane) => {
    for (const [index, item] of queue) results.set(index, await work(item, lane));
  });
  await Promise.all(lanes);
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
