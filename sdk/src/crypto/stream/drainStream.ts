/** Reads a stream to its end for what its end says, and keeps nothing of it. */
export async function drainStream(source: AsyncIterable<unknown>): Promise<void> {
  const pieces = source[Symbol.asyncIterator]();
  while ((await pieces.next()).done !== true);
}
