import type { Mined } from "./Entry.ts";
import { formatInteger } from "./formatInteger.ts";

/** Where a step stands on the chain and what it cost, as in "block 12, 150,000 gas". */
export function formatMined({ transactions, block, gas }: Mined): string {
  const place = transactions === 1 ? `block ${block}` : `${transactions} transactions, the last one in block ${block}`;
  return `${place}, ${formatInteger(gas)} gas`;
}
