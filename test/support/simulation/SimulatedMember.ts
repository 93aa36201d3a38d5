import { refusalOf, refusals } from "#sdk/receipts";

import { REFUSED, REPLAYED, type Submission } from "../../../batcher/src/stages/Submission.ts";
import type { Ledger } from "./Ledger.ts";
import type { ReferenceModel } from "./ReferenceModel.ts";
import { type MakeParameters, madeKinds, makeRecord, type Nature, type SignedByMember } from "./SignedByMember.ts";
import type { SimulatedBatcher } from "./SimulatedBatcher.ts";
import type { Violations } from "./Violations.ts";
import type { World } from "./World.ts";

/** What a member has around it. */
export interface MemberParameters {
  readonly seat: number;
  readonly world: World;
  readonly ledger: Ledger;
  readonly model: ReferenceModel;
  readonly violations: Violations;
  readonly batchers: readonly SimulatedBatcher[];
  /** Told of each request that was answered. */
  readonly onAnswered: (submission: Submission) => void;
}

interface Pending {
  readonly record: SignedByMember;
  /** Not before then is it sent again. */
  retryAt: number;
  isDone: boolean;
}

interface Request {
  readonly batcher: SimulatedBatcher;
  readonly life: { readonly isAlive: boolean };
  readonly sentAt: number;
}

const PATIENCE_MS = 3_000;
const ANSWER_WITHIN_MS = 15_000;
const MAX_RECORDS = 45;

/** A member that sends records, sends them again after silence, replays them, and tries what must not be taken. */
export class SimulatedMember {
  readonly #parameters: MemberParameters;
  readonly #pending: Pending[] = [];
  readonly #sent: SignedByMember[] = [];
  readonly #open = new Set<Request>();
  /** Nonces that two records have. */
  readonly #contested = new Set<string>();
  #nextNonce: number;
  isActive = true;

  constructor(parameters: MemberParameters) {
    this.#parameters = parameters;
    this.#nextNonce = parameters.world.random.between(0, 500);
  }

  /** Does something now and then. */
  live(): void {
    const { world } = this.#parameters;
    world.time.after(100 + world.random.fraction() * 1_200, () => {
      if (this.isActive) this.#act();
      this.#sendAgain();
      this.live();
    });
  }

  /** Whether it has waited too long for an answer of somebody who lives. */
  get waitsInVain(): boolean {
    const { now } = this.#parameters.world.time;
    return [...this.#open].some(({ life, sentAt }) => life.isAlive && now - sentAt > ANSWER_WITHIN_MS);
  }

  #act(): void {
    const { random } = this.#parameters.world;
    const chance = random.fraction();
    if (chance < 0.45) this.#sendFresh(random.between(1, 5));
    else if (chance < 0.5) this.#sendFresh(random.between(10, 30));
    else if (chance < 0.7) this.#replay();
    else if (chance < 0.8) this.#contest();
    else if (chance < 0.88) this.#sendFresh(1, random.pick(["ill-signed", "late", "far"]));
  }

  #sendFresh(count: number, nature: Nature = "good"): void {
    const { random } = this.#parameters.world;
    if (this.#sent.length > MAX_RECORDS) return;
    const records = Array.from({ length: count }, () => {
      this.#nextNonce += random.happens(0.05) ? random.between(2, 300) : 1;
      return this.#make({ nature, kind: random.pick(madeKinds) ?? "registration", nonce: this.#nextNonce });
    });
    for (const record of records) this.#pending.push({ record, retryAt: 0, isDone: false });
    this.#sent.push(...records);
    // Now and then the same record twice in one request.
    const twin = random.happens(0.1) ? records.slice(0, 1) : [];
    this.#send([...records, ...twin]);
  }

  #replay(): void {
    const { random } = this.#parameters.world;
    const records = Array.from({ length: random.between(1, 4) }, () => random.pick(this.#sent));
    this.#send(records.filter((record) => record !== undefined));
  }

  /** Another record with a nonce that is used or about to be. */
  #contest(): void {
    const { random } = this.#parameters.world;
    const rival = random.pick(this.#sent.slice(-12));
    if (rival === undefined || rival.nature !== "good") return;
    this.#contested.add(rival.nonceName);
    const record = this.#make({ nature: "good", kind: rival.kind, nonce: rival.nonce });
    this.#sent.push(record);
    this.#send([record]);
  }

  #make(given: Pick<MakeParameters, "nature" | "kind" | "nonce">): SignedByMember {
    const { world, ledger, seat } = this.#parameters;
    const { timestamp } = ledger.head;
    const { maxDeadlineAhead } = ledger.parameters;
    const ahead = world.random.between(4, maxDeadlineAhead - 5);
    const deadline = { good: ahead, "ill-signed": ahead, late: -80, far: maxDeadlineAhead + 60 }[given.nature];
    return makeRecord({ ...given, seat, deadline: timestamp + deadline, random: world.random });
  }

  #sendAgain(): void {
    const { world, ledger } = this.#parameters;
    const due = this.#pending.filter(({ isDone, retryAt }) => !isDone && retryAt <= world.time.now).slice(0, 10);
    for (const pending of due) {
      if (pending.record.deadline + 5 < ledger.head.timestamp) pending.isDone = true;
      pending.retryAt = world.time.now + PATIENCE_MS;
    }
    if (due.length > 0) this.#send(due.map(({ record }) => record));
  }

  #send(records: readonly SignedByMember[]): void {
    const { world, batchers } = this.#parameters;
    const batcher = world.random.pick(batchers);
    if (records.length === 0 || batcher === undefined) return;
    for (const pending of this.#pending)
      if (records.includes(pending.record)) pending.retryAt = world.time.now + PATIENCE_MS;
    const bytes = Uint8Array.from(Buffer.concat(records.map((record) => record.bytes)));
    world.time.after(world.random.fraction() * 5, () => this.#arrive(batcher, records, bytes));
  }

  #arrive(batcher: SimulatedBatcher, records: readonly SignedByMember[], bytes: Uint8Array): void {
    const { world, violations } = this.#parameters;
    const request = { batcher, life: batcher.life, sentAt: world.time.now };
    this.#open.add(request);
    const taken = batcher.submit(bytes, (submission) => {
      violations.unless(this.#open.delete(request), "every-request-answered", "a request was answered twice");
      this.#hear(submission, records);
    });
    if (taken === true) return;
    this.#open.delete(request);
    if (taken !== false) violations.say("refused-for-a-reason", `a request was refused by ${taken}`);
  }

  #hear(submission: Submission, records: readonly SignedByMember[]): void {
    const { world, onAnswered } = this.#parameters;
    const said = records.map((record, position) => this.#judge(submission, record, position));
    world.transcript.say(`member ${this.#parameters.seat}`, `was told ${said.join(" ")}`);
    onAnswered(submission);
  }

  /** Holds an answer about one record against what may be answered, and says it in a word. */
  #judge({ statuses, details, sequences, parts }: Submission, record: SignedByMember, position: number): string {
    const { model, world, violations } = this.#parameters;
    const { digest, nature } = record;
    const status = statuses[position];
    const detail = details[position] ?? 0;
    if (status === REFUSED) return this.#judgeRefusal(record, detail);
    const sequence = sequences[position] ?? -1;
    const logId = parts[detail]?.logId ?? "";
    violations.unless(nature === "good", "refused-for-a-reason", `a record that is ${nature} was taken`);
    model.acknowledge({ digest, logId, sequence, at: world.time.now });
    this.#finish(record);
    return `${status === REPLAYED ? "=" : "+"}${sequence}`;
  }

  #judgeRefusal(record: SignedByMember, detail: number): string {
    const { violations } = this.#parameters;
    const code = refusalOf(detail);
    if (code === undefined) {
      violations.say("refused-for-a-reason", `a refusal by the unknown number ${detail}`);
      return "?";
    }
    const own = {
      good: ["deadline-passed"],
      late: ["deadline-passed"],
      far: ["deadline-too-far", "deadline-passed"],
      "ill-signed": ["signature-wrong", "deadline-passed"],
    }[record.nature];
    const isFair =
      own.includes(code) || refusals[code].retry || (code === "nonce-used" && this.#contested.has(record.nonceName));
    violations.unless(isFair, "refused-for-a-reason", `${record.nonceName}, which is ${record.nature}: ${code}`);
    if (!refusals[code].retry || record.nature !== "good") this.#finish(record);
    return code;
  }

  #finish(record: SignedByMember): void {
    for (const pending of this.#pending) if (pending.record === record) pending.isDone = true;
  }
}
