import { decodeBytes32String } from "ethers";

import { proposalStates } from "../types/ProposalState.ts";
import { recordStates } from "../types/RecordState.ts";
import type { DecodedRevert } from "./DecodedRevert.ts";
import type { Fact } from "./QuorateError.ts";

/** The facts of a revert without nesting, as in `rule.quorum`, for logs and messages. */
export function factsOf(revert: DecodedRevert): Readonly<Record<string, Fact>> {
  return Object.fromEntries(flatten("", revert.facts));
}

/** The facts of a revert for people: dates as dates, short texts as texts; the reason inside it is left out. */
export function sayFacts(revert: DecodedRevert): string {
  return flatten("", revert.facts)
    .filter(([name]) => !/^reason(\.|$)/.test(name))
    .map(([name, value]) => `${name} ${sayState(revert, name, value) ?? sayFact(name, value)}`)
    .join(", ");
}

function flatten(prefix: string, value: unknown): readonly (readonly [string, Fact])[] {
  if (typeof value === "bigint" || typeof value === "string" || typeof value === "boolean") return [[prefix, value]];
  if (typeof value !== "object" || value === null) return [];
  // A revert inside a revert: its name stands for it, its facts follow.
  if ("sentence" in value && "facts" in value && "name" in value) {
    return [[prefix, String(value.name)], ...flatten(prefix, value.facts)];
  }
  return Object.entries(value).flatMap(([name, held]) => flatten(prefix === "" ? name : `${prefix}.${name}`, held));
}

const PROPOSAL_ERRORS: readonly string[] = ["GovernorNotExecutable", "GovernorUnexpectedProposalState"];

/** The number of a state in words, by the error that names it. */
function sayState({ name: error }: DecodedRevert, name: string, value: Fact): string | undefined {
  if (name === "current" && PROPOSAL_ERRORS.includes(error)) return proposalStates[Number(value)];
  return error === "RecordWrongState" && name === "state" ? recordStates[Number(value)] : undefined;
}

function sayFact(name: string, value: Fact): string {
  if (
    typeof value === "bigint" &&
    /(?:At|until|eta|deadline)$/i.test(name) &&
    value > 10n ** 9n &&
    value < 10n ** 10n
  ) {
    return new Date(Number(value) * 1000).toISOString().replace(".000Z", "Z");
  }
  if (name === "expectedStates" && typeof value === "string") return listStates(value);
  return typeof value === "string" ? shortTextIn(value) : String(value);
}

/** OpenZeppelin's set of states: bit n stands for state n. */
function listStates(set: string): string {
  return proposalStates.filter((_, state) => (BigInt(set) >> BigInt(state)) & 1n).join(" or ");
}

/** Keys and names are short texts on chain; anything else stays as it is. */
function shortTextIn(value: string): string {
  if (!/^0x(?:[2-7][0-9a-f]){1,31}(?:00)+$/.test(value) || value.length !== 66) return value;
  return decodeBytes32String(value);
}
