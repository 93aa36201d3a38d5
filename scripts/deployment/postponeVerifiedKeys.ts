import { QuorateError } from "#sdk";

import type { HotKey } from "../founding/FoundingKeys.ts";
import type { FoundingPlan, PlannedSeat } from "../founding/FoundingPlan.ts";

/** Keys that an organisation adds itself once members have approved their verifier. */
export interface PostponedKeys {
  readonly seat: number;
  readonly organisation: string;
  readonly keys: readonly HotKey[];
}

/** A plan that can be enrolled, and what was left out of it. */
export interface EnrollablePlan {
  readonly plan: FoundingPlan;
  readonly postponed: readonly PostponedKeys[];
}

/**
 * Leaves out the keys that are no accounts. The registry takes them only from verifiers that members approved by vote, and
 * there is no vote before the founding: their owners add them after it.
 *
 * @throws QuorateError FOUNDING_REFUSED, gathering KEY_VERIFIER_PENDING, where a member could not vote without them
 */
export function postponeVerifiedKeys(plan: FoundingPlan): EnrollablePlan {
  const faults = plan.seats.flatMap(findFault);
  if (faults.length > 0) {
    throw new QuorateError({
      code: "FOUNDING_REFUSED",
      summary: `${plan.name} cannot be founded with keys that wait for a vote.`,
      remedy: "Settle each one below and run the command again; nothing was sent to a chain.",
      facts: { faults: faults.length },
      faults,
    });
  }
  return {
    plan: { ...plan, seats: plan.seats.map((seat) => ({ ...seat, hot: seat.hot.filter(isAccount) })) },
    postponed: plan.seats
      .map(({ seat, organisation, hot }) => ({ seat, organisation, keys: hot.filter((key) => !isAccount(key)) }))
      .filter(({ keys }) => keys.length > 0),
  };
}

function findFault({ organisation, ballotsNeeded, hot }: PlannedSeat): readonly QuorateError[] {
  const voting = hot.filter((key) => isAccount(key) && key.scopes.includes("vote")).length;
  if (voting >= ballotsNeeded) return [];
  return [
    new QuorateError({
      code: "KEY_VERIFIER_PENDING",
      summary: `${organisation} needs ${ballotsNeeded} of its keys for a ballot and has ${voting} accounts among them that may vote.`,
      remedy: "Found it with that many accounts; it adds its other keys once members have approved their verifier.",
      facts: { organisation, ballotsNeeded, accounts: voting },
    }),
  ];
}

function isAccount({ publicKey }: HotKey): boolean {
  return publicKey.kind === "account";
}
