/** The length that content of so many bytes is padded to. Source: Padmé, Nikitin and others, PETS 2019. It hides all but O(log log n) bits. */
export function padSize(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent || 1)) - 1);
  // DEFENCE: length-classes [Math.ceil(length / step) * step => length]
  return step <= 1 ? length : Math.ceil(length / step) * step;
}
