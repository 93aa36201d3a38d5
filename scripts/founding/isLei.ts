/**
 * Whether a text is a Legal Entity Identifier: 18 letters and digits and two check digits (ISO 17442; ISO/IEC 7064 MOD 97-10).
 * Says nothing about whether it was issued.
 */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}\d{2}$/.test(text)) return false;
  const digits = [...text].map((letter) => Number.parseInt(letter, 36).toString()).join("");
  return BigInt(digits) % 97n === 1n;
}
