/** Everything that the contracts say of themselves, in the types of the model. */
export interface View {
  readonly time: number;
  readonly journalHead: string;
  readonly electorate: number;
  readonly proposals: readonly ProposalView[];
  readonly seats: readonly SeatView[];
  readonly parameters: readonly ParameterView[];
  /** By account, the weight that it may vote with. */
  readonly votes: readonly number[];
}

export interface ProposalView {
  readonly state: number;
  readonly deadline: number;
  readonly eta: number;
  readonly against: number;
  readonly for: number;
  readonly abstain: number;
  readonly total: number;
  readonly record: bigint;
  readonly rule: bigint;
  /** By seat: 0 none, 1 against, 2 for, 3 abstain. */
  readonly choices: readonly number[];
  readonly nonces: readonly number[];
}

export interface SeatView {
  readonly standing: number;
  readonly suspendedUntil: number;
  readonly weight: number;
  readonly ballotsNeeded: number;
  readonly duties: number;
  readonly keys: number;
}

export interface ParameterView {
  readonly value: number;
  readonly version: number;
  readonly changedAt: number;
}

/** Reads the answer of the Lens, whose struct is `View` field by field. */
export function parseView(answer: unknown): View {
  const [time, journalHead, electorate, proposals, seats, parameters, votes] = listOf(answer);
  return {
    time: Number(time),
    journalHead: String(journalHead),
    electorate: Number(electorate),
    proposals: listOf(proposals).map(parseProposal),
    seats: listOf(seats).map(parseSeat),
    parameters: listOf(parameters).map(parseParameter),
    votes: listOf(votes).map(Number),
  };
}

function parseProposal(answer: unknown): ProposalView {
  const [state, deadline, eta, against, inFavour, abstain, total, record, rule, choices, nonces] = listOf(answer);
  return {
    state: Number(state),
    deadline: Number(deadline),
    eta: Number(eta),
    against: Number(against),
    for: Number(inFavour),
    abstain: Number(abstain),
    total: Number(total),
    record: BigInt(String(record)),
    rule: BigInt(String(rule)),
    choices: listOf(choices).map(Number),
    nonces: listOf(nonces).map(Number),
  };
}

function parseSeat(answer: unknown): SeatView {
  const [standing = 0, suspendedUntil = 0, weight = 0, ballotsNeeded = 0, duties = 0, keys = 0] =
    listOf(answer).map(Number);
  return { standing, suspendedUntil, weight, ballotsNeeded, duties, keys };
}

function parseParameter(answer: unknown): ParameterView {
  const [value = 0, version = 0, changedAt = 0] = listOf(answer).map(Number);
  return { value, version, changedAt };
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("the lens shows no list where one was expected");
  return value;
}
