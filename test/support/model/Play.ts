import { AssertionError } from "chai";

import { choiceOf } from "./counting.ts";
import type { Journal } from "./Journal.ts";
import { closingOf, isAbsorbing, STATES, stateOf, tallyOf } from "./lifecycle.ts";
import {
  electorateOf,
  SCOPE_VOTE,
  type Standing,
  seatActing,
  standingOf,
  suspendedUntil,
  totalOf,
} from "./membership.ts";
import { openCorners } from "./openCorners.ts";
import type { Skipped } from "./proposing.ts";
import type { Proposal, Realm } from "./Realm.ts";
import { SUPPORTS } from "./Realm.ts";
import { Refusal } from "./Refusal.ts";
import type { Stage } from "./Stage.ts";
import type { ProposalView, View } from "./View.ts";

/** One transaction in both worlds. */
export interface Turn {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly encode: () => string | Promise<string>;
  /** Does it in the model; tells which signed ballots were skipped, if it is about those. */
  readonly inModel: (realm: Realm) => readonly Skipped[];
}

/** Of a turn that is not about signed ballots: does it, and no ballot is skipped. */
export function plainly(act: (realm: Realm) => void): Turn["inModel"] {
  return (realm) => {
    act(realm);
    return [];
  };
}

const STANDINGS: readonly Standing[] = ["none", "applicant", "active", "suspended", "former"];

/** The model beside the contracts: every turn is taken in both, and both are compared after it. */
export class Play {
  realm: Realm;
  readonly stage: Stage;
  readonly journal: Journal;
  /** What was done so far, for whoever reads a failure. */
  readonly story: string[] = [];
  readonly #accounts: readonly string[];
  readonly #left = new Map<bigint, number>();

  constructor(stage: Stage, realm: Realm, journal: Journal) {
    this.stage = stage;
    this.realm = realm;
    this.journal = journal;
    this.#accounts = stage.cast.hot.slice(0, 8).flatMap((keys) => keys.map(({ address }) => address));
  }

  /** Takes a turn in a block of that second, unless it leads into a corner where both are known to disagree. */
  async take(turn: Turn, time: number): Promise<void> {
    const draft = structuredClone(this.realm);
    draft.now = { time: Math.max(time, this.realm.now.time), turn: this.realm.now.turn + 1 };
    const before = draft.now;
    const after = structuredClone(draft);
    const expected = attempt(after, turn);
    if ([...after.corners].some((corner) => openCorners.has(corner))) return;

    this.story.push(`at ${before.time}: ${turn.label}`);
    const input = await turn.encode();
    const answer = await this.stage.send(turn.from, turn.to, input, before.time);
    this.#expectAnswer(expected.reasons, answer.refusal);
    this.realm = expected.reasons === null ? after : draft;
    const events = this.journal.read(answer.logs, input);
    for (const event of events) {
      const isNew = event.name === "ProposalCreated" || event.name === "ProposalEnacted";
      const last = this.realm.proposals.at(-1);
      if (isNew && last !== undefined) last.id = BigInt(event.args[0]);
    }
    const skipped = events.filter((event) => event.name === "BallotSkipped");
    if (expected.reasons === null)
      this.#expectSkipped(
        expected.skipped,
        skipped.map(({ args }) => [...args]),
      );
    await this.compare();
  }

  async compare(): Promise<void> {
    const { proposals, parameters } = this.realm;
    const keys = [...parameters.keys()];
    const view = await this.stage.look(
      proposals.map(({ id }) => id),
      keys,
      this.#accounts,
    );
    this.#expect("time", view.time, this.realm.now.time);
    this.#expect("journal head", view.journalHead, this.journal.head);
    this.#expect("electorate", view.electorate, totalOf(electorateOf(this.realm)));
    proposals.forEach((proposal, index) => {
      this.#compareProposal(proposal, index, view);
    });
    this.#compareSeats(view);
    const shown = keys.map((key) => parameters.get(key)).map((kept) => [kept?.value, kept?.version, kept?.changedAt]);
    this.#expect(
      "parameters",
      view.parameters.map((seen) => [seen.value, seen.version, seen.changedAt]),
      shown,
    );
    const votes = this.#accounts.map((account) => {
      const seat = seatActing(this.realm, account, SCOPE_VOTE);
      return seat === null ? 0 : this.realm.seats[seat]?.weight;
    });
    this.#expect("weight that each key may vote with", view.votes, votes);
  }

  #compareSeats(view: View): void {
    const seats = this.realm.seats.map((seat, index) => ({
      standing: STANDINGS.indexOf(standingOf(this.realm, index)),
      suspendedUntil: seat.left === null ? suspendedUntil(seat, this.realm.now) : 0,
      weight: seat.weight,
      ballotsNeeded: seat.ballotsNeeded,
      duties: seat.duties,
      keys: seat.keys.length,
    }));
    this.#expect("seats", view.seats, seats);
  }

  #compareProposal(proposal: Proposal, index: number, view: View): void {
    const seen = view.proposals[index];
    if (seen === undefined) throw new Error(`the lens shows no proposal ${index}`);
    const state = stateOf(this.realm, proposal);
    const what = `proposal ${index}`;
    this.#expect(`${what}: state`, STATES[seen.state], state);
    const left = this.#left.get(proposal.id);
    if (left !== undefined) this.#expect(`${what}: absorbing state`, seen.state, left);
    if (isAbsorbing(state)) this.#left.set(proposal.id, seen.state);
    this.journal.records.set(proposal.id, seen.record);

    const seats = [...this.realm.seats.keys()];
    const choices = seats.map((seat) => (proposal.enacted ? null : choiceOf(proposal, seat))).map(codeOf);
    this.#expect(`${what}: choices`, seen.choices, choices);
    this.#expect(
      `${what}: nonces`,
      seen.nonces,
      seats.map((seat) => proposal.nonces.get(seat) ?? 0),
    );
    const bound = [Number((proposal.id >> 16n) & 0xffffffn), Number(proposal.id & 0xffffn)];
    this.#expect(`${what}: version and seat in the id`, bound, [proposal.version, proposal.proposer]);
    if (state !== "Canceled") this.#compareCount(proposal, what, seen);
  }

  #compareCount(proposal: Proposal, what: string, seen: ProposalView): void {
    const tally = tallyOf(this.realm, proposal);
    const closing = closingOf(this.realm, proposal);
    this.#expect(
      `${what}: tally`,
      [seen.against, seen.for, seen.abstain, seen.total],
      [tally.against, tally.for, tally.abstain, tally.total],
    );
    this.#expect(`${what}: closing`, seen.deadline, closing);
    this.#expect(`${what}: eta`, seen.eta, proposal.queued ? closing + proposal.terms.executionDelay : 0);
  }

  #expectAnswer(reasons: readonly string[] | null, refusal: string | null): void {
    if (reasons === null) {
      this.#expect("answer", refusal ?? "done", "done");
      return;
    }
    const isExpected = reasons.some((reason) => refusal === reason || refusal?.startsWith(`${reason}(`));
    if (!isExpected) this.#expect("answer", refusal ?? "done", reasons.join(" or "));
  }

  #expectSkipped(expected: readonly Skipped[], seen: readonly (readonly unknown[])[]): void {
    const { abi } = this.stage.suite.governor.artifact;
    const told = seen.map(([, seat, reason]) => ({ seat: Number(seat), reason: abi.getError(String(reason))?.name }));
    this.#expect(
      "seats whose ballots were skipped",
      told.map(({ seat }) => seat),
      expected.map(({ seat }) => seat),
    );
    told.forEach(({ reason = "" }, index) => {
      const reasons = expected[index]?.reasons ?? [];
      if (!reasons.includes(reason)) this.#expect("why a ballot was skipped", reason, reasons.join(" or "));
    });
  }

  #expect(what: string, seen: unknown, expected: unknown): void {
    const [actual, wanted] = [JSON.stringify(seen), JSON.stringify(expected)];
    if (actual === wanted) return;
    const story = this.story.map((line) => `  ${line}`).join("\n");
    throw new AssertionError(`${what}: the contracts say ${actual}, the model ${wanted}, after\n${story}\n`);
  }
}

function attempt(
  realm: Realm,
  turn: Turn,
): { readonly reasons: readonly string[] | null; readonly skipped: readonly Skipped[] } {
  try {
    return { reasons: null, skipped: turn.inModel(realm) };
  } catch (error) {
    if (error instanceof Refusal) return { reasons: error.reasons, skipped: [] };
    throw error;
  }
}

function codeOf(choice: (typeof SUPPORTS)[number] | null): number {
  return choice === null ? 0 : SUPPORTS.indexOf(choice) + 1;
}
