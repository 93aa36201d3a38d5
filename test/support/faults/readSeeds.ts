/** Which seeds are tried: `SEED_START` and `SEEDS` say so, else so many from the first on. */
export function readSeeds(usual: number): { readonly first: number; readonly count: number } {
  return { first: readNumber("SEED_START", 1), count: readNumber("SEEDS", usual) };
}

function readNumber(name: string, otherwise: number): number {
  const number = Number(process.env[name] ?? otherwise);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${name} is a number from 0 on`);
  return number;
}
