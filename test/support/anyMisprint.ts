import fc from "fast-check";

/** A text in which one character is another one, or happens to be the same. */
export function anyMisprint(text: string): fc.Arbitrary<string> {
  const printable = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code));
  return fc
    .tuple(fc.nat(text.length - 1), printable)
    .map(([place, character]) => `${text.slice(0, place)}${character}${text.slice(place + 1)}`);
}
