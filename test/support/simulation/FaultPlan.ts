import { tracePoints } from "../../../batcher/src/ports/Trace.ts";
import { FAIR_NODE, type NodeWeather } from "./createNode.ts";
import type { Disk } from "./Disk.ts";
import { FAIR_WEATHER, type Ledger } from "./Ledger.ts";
import type { SeededRandom } from "./SeededRandom.ts";
import type { SimulatedBatcher } from "./SimulatedBatcher.ts";
import type { World } from "./World.ts";

/** What faults happen to. */
export interface FaultParameters {
  readonly world: World;
  readonly ledger: Ledger;
  readonly disk: Disk;
  readonly batchers: readonly SimulatedBatcher[];
  /** Accounts of the batchers. */
  readonly accounts: readonly string[];
}

const SPELL_MS = 5_000;
const USUAL_FEE = 10n;

/** Makes faults, one spell after another, until it is told to end. */
export class FaultPlan {
  readonly #parameters: FaultParameters;
  /** Draws which faults come: apart from what they do to others. */
  readonly #random: SeededRandom;
  nodeWeather: NodeWeather = FAIR_NODE;
  #isOver = false;

  constructor(parameters: FaultParameters) {
    this.#parameters = parameters;
    this.#random = parameters.world.random.fork();
  }

  /** Begins with the first spell. */
  begin(): void {
    if (this.#isOver) return;
    const { world } = this.#parameters;
    this.#clearUp();
    const kinds = [
      () => this.#troubleNode(),
      () => this.#troublePool(),
      () => this.#troubleStore(),
      () => this.#troubleChain(),
      () => this.#troubleBatcher(),
      () => this.#troubleBatcher(),
      () => this.#vote(),
      () => this.#takeTimeBack(),
      () => this.#takeLogOut(),
      () => undefined,
    ];
    for (let count = this.#random.between(0, 3); count > 0; count -= 1) this.#random.pick(kinds)?.();
    world.time.after(this.#random.fraction() * SPELL_MS, () => this.begin());
  }

  /** From now on nothing goes wrong. */
  end(): void {
    this.#isOver = true;
    this.#clearUp();
    for (const batcher of this.#parameters.batchers) batcher.trap = undefined;
    this.#parameters.world.transcript.say("world", "faults are over");
  }

  #clearUp(): void {
    const { ledger, disk } = this.#parameters;
    this.nodeWeather = FAIR_NODE;
    ledger.weather = FAIR_WEATHER;
    ledger.baseFee = USUAL_FEE;
    disk.isFull = false;
    disk.isAway = false;
    disk.syncFailures = 0;
    disk.slowMs = 4;
  }

  #say(what: string): void {
    const { worry, transcript } = this.#parameters.world;
    worry.note(what, SPELL_MS);
    transcript.say("world", what);
  }

  #troubleNode(): void {
    const random = this.#random;
    const kinds: readonly (readonly [string, Partial<NodeWeather>])[] = [
      ["node is silent", { isSilent: true }],
      ["node errs", { errors: 0.3 }],
      ["node times out", { timeouts: 0.2 }],
      ["node answers garbage", { garbage: 0.1 }],
      ["node is behind", { stale: 0.4 }],
      ["node does not index", { unindexed: 0.7 }],
      ["node is slow", { slowMs: 400 }],
    ];
    const [name, weather] = random.pick(kinds) ?? ["", {}];
    this.#say(name);
    this.nodeWeather = { ...this.nodeWeather, ...weather };
  }

  #troublePool(): void {
    const { ledger } = this.#parameters;
    const random = this.#random;
    this.#say("pool is unsteady");
    ledger.weather = {
      skips: random.fraction() * 0.7,
      drops: random.fraction() * 0.5,
      delayMs: random.fraction() * 4_000,
    };
    if (random.happens(0.3)) ledger.baseFee = BigInt(random.between(15, 30));
  }

  #troubleStore(): void {
    const { disk } = this.#parameters;
    const random = this.#random;
    const chance = random.fraction();
    if (chance < 0.3) {
      this.#say("store is full");
      disk.isFull = true;
    } else if (chance < 0.6) {
      this.#say("store is slow");
      disk.slowMs = 150;
    } else if (disk.isShared) {
      this.#say("store is away");
      disk.isAway = true;
    } else {
      this.#say("syncs fail");
      disk.syncFailures = 0.1;
    }
  }

  #troubleChain(): void {
    const { ledger, accounts } = this.#parameters;
    const random = this.#random;
    const chance = random.fraction();
    if (chance < 0.3) {
      this.#say("a nonce is used by another");
      ledger.useNonce(random.pick(accounts) ?? "");
    } else if (chance < 0.97) {
      // Whoever waits for so many confirmations relies on no deeper ones.
      const deepest = Math.min(ledger.parameters.confirmations - 1, ledger.head.number);
      if (deepest < 1) return;
      this.#say("reorganisation");
      ledger.reorganise(random.between(1, deepest), random.between(0, 2));
    } else {
      this.#say("the chain's time jumps");
      this.#parameters.world.worry.note("jump", ledger.parameters.promiseTime * 1_000);
      ledger.timeShift += random.between(20, 3_600);
    }
  }

  /** The newest blocks are ahead of their time, and others take their place that are not. */
  #takeTimeBack(): void {
    const { ledger, world } = this.#parameters;
    const { number } = ledger.head;
    const seconds = this.#random.between(5, 35);
    if (ledger.parameters.confirmations < 3) return;
    this.#say(`the chain's time is ${seconds} s ahead for a while`);
    world.worry.note("jump", ledger.parameters.promiseTime * 1_000);
    ledger.timeShift += seconds;
    world.time.after(1_500 + this.#random.fraction() * 1_000, () => {
      ledger.timeShift -= seconds;
      const depth = ledger.head.number - number;
      if (depth >= 1 && depth < ledger.parameters.confirmations) ledger.reorganise(depth, 1, { isTimeBack: true });
    });
  }

  /** Blocks in which a log was opened or joined are taken out, and nobody remembers that transaction. */
  #takeLogOut(): void {
    const { ledger } = this.#parameters;
    const signed = [...ledger.head.state.logs.values()].flatMap(({ signers }) => [...signers.values()]);
    const depth = ledger.head.number - Math.max(0, ...signed) + 1;
    if (signed.length === 0 || depth >= ledger.parameters.confirmations) return;
    this.#say("reorganisation of a log");
    ledger.reorganise(depth, 1, { forgetsLogs: true });
  }

  /** The members decide how large a batch may be: smaller than some that are closed. */
  #vote(): void {
    const { ledger, world } = this.#parameters;
    if (!this.#random.happens(0.3)) return;
    ledger.wantedMaxRecords = this.#random.between(2, ledger.parameters.maxRecords);
    this.#say(`the members want ${ledger.wantedMaxRecords} records in a batch`);
    world.worry.note("vote", ledger.parameters.promiseTime * 1_000);
  }

  #troubleBatcher(): void {
    const { world, batchers } = this.#parameters;
    const random = this.#random;
    const batcher = random.pick(batchers);
    if (batcher === undefined) return;
    const chance = random.fraction();
    if (chance < 0.4) {
      const point = random.pick(tracePoints) ?? "anchor.sent";
      batcher.trap = { point, passes: random.between(0, 2) };
    } else if (chance < 0.8) world.time.after(random.fraction() * SPELL_MS, () => this.#crash(batcher));
    else void batcher.restart();
  }

  #crash(batcher: SimulatedBatcher): void {
    if (!this.#isOver) batcher.crash("pulled");
  }
}
