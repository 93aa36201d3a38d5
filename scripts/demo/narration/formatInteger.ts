/** A number with its thousands apart, as in 1,234,567. */
export function formatInteger(value: bigint | number): string {
  return value.toLocaleString("en-US");
}
