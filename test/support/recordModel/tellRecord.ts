import { type ConfidentialRecord, type Epoch, epochAt, type World } from "./World.ts";

/** The states in the order of their numbers on chain. */
export const STATES = [
  "None",
  "Proposed",
  "Contested",
  "Final",
  "Superseded",
  "Rejected",
  "Expired",
  "Cancelled",
  "ShredPending",
  "Shredded",
] as const;

export type State = (typeof STATES)[number];

/** What became of a record so far. Dates are 0 where nothing happened. */
export interface Told {
  readonly epoch: Epoch;
  readonly acknowledged: readonly number[];
  readonly rejected: readonly number[];
  /** Whose rejection the sender has not answered. */
  readonly waiting: readonly number[];
  /** Whose rejection was answered, and who has not said anything since. */
  readonly answered: readonly number[];
  readonly stoodBy: readonly number[];
  readonly confirmed: readonly number[];
  readonly contestedAt: number;
  readonly answerBy: number;
  readonly deadline: number;
  readonly finalAt: number;
  readonly doomedAt: number;
  readonly isHeld: boolean;
  readonly ends: ReadonlySet<string>;
}

/** Tells a record's story from its beginning. */
export function tellRecord(world: World, record: ConfidentialRecord): Told {
  const epoch = epochAt(world, record.group, record.epoch);
  if (epoch === undefined) throw new Error("a record has an epoch");
  const { acts, proposedAt } = record;
  const seatsOf = (kind: string): readonly number[] =>
    acts.flatMap((act) => (act.kind === kind && "seat" in act ? [act.seat] : []));
  const lastOf = (kind: string): number => acts.findLastIndex((act) => act.kind === kind);
  const upheld = lastOf("upheld");
  const since = acts.slice(upheld + 1);
  const sinceSeats = (kind: string): readonly number[] =>
    since.flatMap((act) => (act.kind === kind && "seat" in act ? [act.seat] : []));
  const answeredSince = sinceSeats("answered");
  const stoodBy = sinceSeats("stoodBy");
  const waiting = sinceSeats("rejected").filter((seat) => !answeredSince.includes(seat));
  const { contestedAt, given } = timeContests(record);
  const rejectedLast = acts.findLast((act) => act.kind === "rejected")?.at;
  const lastHold = acts.findLast((act) => act.kind === "held" || act.kind === "released");
  return {
    epoch,
    acknowledged: seatsOf("acknowledged"),
    rejected: seatsOf("rejected"),
    waiting,
    answered: answeredSince.filter((seat) => !stoodBy.includes(seat)),
    stoodBy,
    confirmed: seatsOf("confirmed"),
    contestedAt,
    answerBy: rejectedLast === undefined ? 0 : rejectedLast + Number(epoch.policy.answerPeriod),
    deadline: proposedAt + Number(epoch.policy.ackPeriod) + given,
    finalAt: acts.find((act) => act.kind === "final")?.at ?? 0,
    doomedAt: acts.find((act) => act.kind === "doomed")?.at ?? 0,
    isHeld: lastHold?.kind === "held",
    ends: new Set(acts.map((act) => act.kind)),
  };
}

/** When the present contest began, and how long those took that are over: from the first open rejection to the last answer. */
function timeContests({ acts }: ConfidentialRecord): { readonly contestedAt: number; readonly given: number } {
  let [contestedAt, given] = [0, 0];
  const open = new Set<number>();
  for (const act of acts) {
    if (act.kind === "rejected") {
      if (open.size === 0) contestedAt = act.at;
      open.add(act.seat);
    }
    if (act.kind === "answered") open.delete(act.seat);
    if (act.kind === "upheld") open.clear();
    if ((act.kind === "answered" || act.kind === "upheld") && open.size === 0) {
      given += act.at - contestedAt;
      contestedAt = 0;
    }
  }
  return { contestedAt, given };
}

export function stateOf(world: World, record: ConfidentialRecord | undefined): State {
  if (record === undefined) return "None";
  const told = tellRecord(world, record);
  const { policy, seats } = told.epoch;
  if (told.doomedAt !== 0) {
    const isOver = told.confirmed.length >= seats.length || world.time > told.doomedAt + Number(policy.shredPeriod);
    return isOver ? "Shredded" : "ShredPending";
  }
  if (told.ends.has("superseded")) return "Superseded";
  if (told.ends.has("cancelled")) return "Cancelled";
  if (told.ends.has("ended")) return "Rejected";
  if (told.finalAt !== 0) return "Final";
  if (told.waiting.length > 0) return world.time > told.answerBy ? "Rejected" : "Contested";
  return world.time > told.deadline ? "Expired" : "Proposed";
}

/** Whether enough have acknowledged, every mandatory member that is waited for among them. */
export function isComplete(world: World, record: ConfidentialRecord): boolean {
  const { epoch, acknowledged } = tellRecord(world, record);
  const missing = epoch.mandatory.filter((seat) => !acknowledged.includes(seat));
  const waited = missing.filter((seat) => {
    const held = world.seats[seat];
    const hasLeft = held === undefined || held.leftAt !== null || held.admittedAt > epoch.startedAt;
    return !(epoch.policy.waivesLeavers && hasLeft);
  });
  return acknowledged.length >= Number(epoch.policy.minAcks) && waited.length === 0;
}
