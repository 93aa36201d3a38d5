import type { RevertName } from "../generated/reverts.ts";
import type { DecodedRevert, Revert } from "./DecodedRevert.ts";
import { factsOf, sayFacts } from "./factsOf.ts";
import { QuorateError } from "./QuorateError.ts";

/**
 * A contract refused a call. `revert.name` says which error it threw; narrowing on it types the facts.
 *
 * @example
 * ```ts
 * try {
 *   await execute(client, { proposalId });
 * } catch (error) {
 *   const stale = error instanceof RevertedError ? error.findRevert("ConstitutionParameterChanged") : undefined;
 *   if (stale !== undefined) console.log(stale.facts.expectedVersion, stale.facts.actualVersion);
 * }
 * ```
 */
export class RevertedError extends QuorateError<"REVERTED"> {
  override readonly name = "RevertedError";
  /** What the contract threw. */
  readonly revert: DecodedRevert;

  /** @param transaction the hash, where the refusal was mined */
  constructor(revert: DecodedRevert, cause?: unknown, transaction?: string) {
    const chain = listReverts(revert);
    super({
      code: "REVERTED",
      summary: chain.map(say).join(" Its reason: "),
      remedy: chain.at(-1)?.remedy ?? revert.remedy,
      facts: { error: revert.name, ...factsOf(revert), ...(transaction === undefined ? {} : { transaction }) },
      ...(cause === undefined ? {} : { cause }),
    });
    this.revert = revert;
  }

  /** The error of that name, whether it was thrown directly or is the reason inside another. */
  findRevert<Name extends RevertName>(name: Name): Revert<Name> | undefined {
    for (const revert of listReverts(this.revert)) if (isNamed(revert, name)) return revert;
    return undefined;
  }
}

/** A revert and the reasons inside it, outermost first. */
function listReverts(revert: DecodedRevert): readonly DecodedRevert[] {
  return revert.name === "GovernorCallReverted" ? [revert, ...listReverts(revert.facts.reason)] : [revert];
}

function isNamed<Name extends RevertName>(revert: object, name: Name): revert is Revert<Name> {
  return "name" in revert && revert.name === name;
}

function say(revert: DecodedRevert): string {
  const facts = sayFacts(revert);
  const name =
    revert.name === "Unrecognised" ? "" : ` [${[revert.name, facts].filter((part) => part !== "").join(": ")}]`;
  return `${revert.sentence.replace(/[.!?]$/, "")}${name}.`;
}
