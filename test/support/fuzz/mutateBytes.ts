import type { SeededRandom } from "../simulation/SeededRandom.ts";

/** Bytes that differ from others in a few places: changed, left out, written twice, cut off. */
export function mutateBytes(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  let mutated = Buffer.from(bytes);
  for (let count = random.between(1, 4); count > 0; count -= 1) {
    const at = random.between(0, mutated.length);
    const to = Math.min(mutated.length, at + random.between(1, 40));
    const kind = random.between(0, 5);
    if (kind === 0 && at < mutated.length) mutated[at] = random.between(0, 255);
    else if (kind === 1 && at < mutated.length) mutated[at] = (mutated[at] ?? 0) ^ (1 << random.between(0, 7));
    else if (kind === 2) mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(to)]);
    else if (kind === 3) mutated = Buffer.concat([mutated.subarray(0, to), mutated.subarray(at)]);
    else if (kind === 4)
      mutated = Buffer.concat([mutated.subarray(0, at), random.bytes(random.between(1, 20)), mutated.subarray(at)]);
    else mutated = mutated.subarray(0, at);
  }
  return Uint8Array.from(mutated);
}
