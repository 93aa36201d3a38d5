import { QuorateError } from "#sdk";
import { type Constitution, MAX_KEYS_PER_SEAT, type SeatTerms } from "./Constitution.ts";
import { compareText } from "./compareText.ts";
import { createMetadataCommitment } from "./createMetadataCommitment.ts";
import { duties } from "./Duty.ts";
import type { FoundingKeys, MemberKeys } from "./FoundingKeys.ts";
import type { FoundingPlan, PlannedSeat } from "./FoundingPlan.ts";
import { findKeyFaults } from "./findKeyFaults.ts";
import { neededWeight } from "./neededWeight.ts";
import type { Organisation } from "./Organisation.ts";

/** A consortium of four or more survives the loss of its heaviest seat, also while it is being founded. */
const SEATS_WITH_CEILING = 4;

/**
 * Joins what people decided (the constitution), who there is (the organisations) and with which keys, into everything that the
 * founding will write on chain. Sends nothing and draws no random numbers: the same input gives the same plan.
 *
 * @throws QuorateError FOUNDING_REFUSED, gathering SEATS_MISCOUNTED, ORGANISATION_UNKNOWN, ORGANISATION_WITHOUT_KEYS,
 * KEYS_FEWER_THAN_BALLOTS_NEEDED, KEYS_TOO_MANY, KEY_ZERO, KEY_DUPLICATE, KEY_IS_NODE_ADDRESS, KEY_NOT_ON_CURVE, SALT_NOT_SECRET, RULE_ABOVE_CEILING
 */
export function createFoundingPlan(
  constitution: Constitution,
  organisations: readonly Organisation[],
  keys: FoundingKeys,
): FoundingPlan {
  const members = organisations.toSorted((one, other) => compareText(one.name, other.name));
  const seats = members.flatMap((organisation, seat) => {
    const own = keys.find((candidate) => candidate.organisation === organisation.name);
    return own === undefined ? [] : [planSeat(constitution, organisation, seat, own)];
  });
  const totalWeight = seats.reduce((sum, { weight }) => sum + weight, 0);
  const foundingWeight = neededWeight(totalWeight, constitution.foundingQuorumBps);
  const faults = [
    ...findMembershipFaults(constitution, members, keys),
    ...findKeyFaults(members, keys),
    ...seats.flatMap(findBallotFaults),
    ...findCeilingFaults(seats, totalWeight, foundingWeight),
  ];
  if (faults.length > 0) {
    throw new QuorateError({
      code: "FOUNDING_REFUSED",
      summary: `${constitution.name} cannot be founded for ${faults.length === 1 ? "one reason" : `${faults.length} reasons`}.`,
      remedy: "Settle each one below and run the command again; nothing was sent to a chain.",
      facts: { faults: faults.length },
      faults,
    });
  }
  const { name, chainId, foundingQuorumBps, rules, parameters } = constitution;
  return { name, chainId, foundingQuorumBps, seats, totalWeight, foundingWeight, rules, parameters };
}

function planSeat(constitution: Constitution, organisation: Organisation, seat: number, keys: MemberKeys): PlannedSeat {
  const { name, lei, domain } = organisation;
  return {
    seat,
    organisation: name,
    ...termsOf(constitution, name),
    duties: duties.filter((duty) => constitution.holders[duty].includes(name)),
    cold: keys.cold,
    hot: keys.hot,
    metadata: createMetadataCommitment({ chainId: constitution.chainId, salt: keys.salt, name, lei, domain }),
  };
}

function termsOf({ termsOf: own, defaultTerms }: Constitution, name: string): SeatTerms {
  return own.get(name) ?? defaultTerms;
}

function* findMembershipFaults(
  constitution: Constitution,
  members: readonly Organisation[],
  keys: FoundingKeys,
): Generator<QuorateError> {
  const names = members.map(({ name }) => name);
  if (names.length !== constitution.seats) {
    yield new QuorateError({
      code: "SEATS_MISCOUNTED",
      summary: `The members file gives ${names.length} organisations and the constitution expects ${constitution.seats}.`,
      remedy: "Find out which organisation came or went, then correct members.seats or the members file.",
      facts: { found: names.length, expected: constitution.seats },
    });
  }
  const mentions = [
    ...[...constitution.termsOf.keys()].map((name) => [name, "members.organisations of the constitution"] as const),
    ...duties.flatMap((duty) =>
      constitution.holders[duty].map((name) => [name, `duties.${duty} of the constitution`] as const),
    ),
    ...keys.map(({ organisation }) => [organisation, "the founding keys"] as const),
  ];
  for (const [name, where] of mentions) {
    if (names.includes(name)) continue;
    yield new QuorateError({
      code: "ORGANISATION_UNKNOWN",
      summary: `${JSON.stringify(name)} stands in ${where} and is no organisation of the members file.`,
      remedy: "Write the name that the organisation has after folding, or delete the entry.",
      facts: { organisation: name, where },
    });
  }
  for (const name of names) {
    if (keys.some(({ organisation }) => organisation === name)) continue;
    yield new QuorateError({
      code: "ORGANISATION_WITHOUT_KEYS",
      summary: `${name} has no founding keys.`,
      remedy: "Ask it for a cold account and at least one voting key, or take it out of the founding.",
      facts: { organisation: name },
    });
  }
}

function findBallotFaults({ organisation, ballotsNeeded, hot }: PlannedSeat): readonly QuorateError[] {
  if (hot.length > MAX_KEYS_PER_SEAT) {
    return [
      new QuorateError({
        code: "KEYS_TOO_MANY",
        summary: `${organisation} has ${hot.length} hot keys and a seat holds at most ${MAX_KEYS_PER_SEAT}.`,
        remedy: "Leave out the keys that nobody needs every day.",
        facts: { organisation, found: hot.length, max: MAX_KEYS_PER_SEAT },
      }),
    ];
  }
  const voting = hot.filter(({ scopes }) => scopes.includes("vote")).length;
  if (voting >= ballotsNeeded) return [];
  return [
    new QuorateError({
      code: "KEYS_FEWER_THAN_BALLOTS_NEEDED",
      summary: `${organisation} needs ${ballotsNeeded} of its keys for a ballot and has ${voting} that may vote.`,
      remedy: "Give it more voting keys, or lower its ballotsNeeded in the constitution.",
      facts: { organisation, ballotsNeeded, votingKeys: voting },
    }),
  ];
}

function findCeilingFaults(
  seats: readonly PlannedSeat[],
  totalWeight: number,
  foundingWeight: number,
): readonly QuorateError[] {
  const ceiling = totalWeight - Math.max(0, ...seats.map(({ weight }) => weight));
  if (seats.length < SEATS_WITH_CEILING || foundingWeight <= ceiling) return [];
  return [
    new QuorateError({
      code: "RULE_ABOVE_CEILING",
      summary: `The founding needs a weight of ${foundingWeight} of ${totalWeight}, and only ${ceiling} remain without the heaviest seat.`,
      remedy: "Lower foundingQuorum in the constitution, so that one lost key does not end the founding.",
      facts: { needed: foundingWeight, totalWeight, ceiling },
    }),
  ];
}
