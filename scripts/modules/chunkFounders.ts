import type { FounderArgument } from "../founding/toContractArguments.ts";

/** What one transaction of an enrolment may cost: well below the 2^24 gas that Osaka allows (EIP-7825). */
const GAS_PER_TRANSACTION = 12_000_000;
/** Measured, rounded up: a seat without keys, a key of an account, and each further word of a longer key. */
const GAS_PER_SEAT = 260_000;
const GAS_PER_KEY = 190_000;
const GAS_PER_WORD = 24_000;

/** Parts the founders, in their order, so that each part is enrolled in one transaction. */
export function chunkFounders(founders: readonly FounderArgument[]): readonly (readonly FounderArgument[])[] {
  const parts: FounderArgument[][] = [];
  let room = 0;
  for (const founder of founders) {
    const gas = estimateGas(founder);
    if (gas > room) {
      parts.push([]);
      room = GAS_PER_TRANSACTION;
    }
    parts.at(-1)?.push(founder);
    room -= gas;
  }
  return parts;
}

function estimateGas({ keys }: FounderArgument): number {
  return keys.reduce(
    (sum, { signer }) => sum + GAS_PER_KEY + GAS_PER_WORD * Math.ceil((signer.length - 42) / 64),
    GAS_PER_SEAT,
  );
}
