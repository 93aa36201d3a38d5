/**
 * A share in basis points as people say it, exactly: `66.67 %`, `50 %`.
 *
 * @example
 * ```ts
 * formatBasisPoints(6_667n); // "66.67 %"
 * ```
 */
export function formatBasisPoints(basisPoints: bigint): string {
  const rest = (basisPoints % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  return `${basisPoints / 100n}${rest === "" ? "" : `.${rest}`} %`;
}
