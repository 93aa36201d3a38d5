/**
 * How many single letters must be typed, dropped, replaced or swapped with their neighbour to turn one word into the other
 * (optimal string alignment distance; L. Boytsov, "Indexing methods for approximate dictionary searching", 2011).
 * Takes the product of the lengths; meant for names.
 */
export function editDistance(one: string, other: string): number {
  const a = [...one];
  const b = [...other];
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.entries()) {
    const line = [row + 1];
    for (const [column, opposite] of b.entries()) {
      const replace = at(last, column) + (letter === opposite ? 0 : 1);
      const drop = at(last, column + 1) + 1;
      const type = at(line, column) + 1;
      const swapped = row > 0 && column > 0 && letter === b[column - 1] && opposite === a[row - 1];
      line.push(Math.min(replace, drop, type, swapped ? at(before, column - 1) + 1 : Number.POSITIVE_INFINITY));
    }
    before = last;
    last = line;
  }
  return at(last, b.length);
}

function at(line: readonly number[], column: number): number {
  return line[column] ?? Number.POSITIVE_INFINITY;
}
