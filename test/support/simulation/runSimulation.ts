import { loadHashes } from "#sdk/receipts";
import { DEFAULT_SETTINGS, type PipelineSettings } from "../../../batcher/src/pipeline.ts";
import { toHex } from "../../../batcher/src/records.ts";
import { checkEnd } from "./checkEnd.ts";
import { accountOf, secretOf } from "./createSigner.ts";
import { Disk } from "./Disk.ts";
import { FaultPlan } from "./FaultPlan.ts";
import { Ledger } from "./Ledger.ts";
import { listMemberKeys } from "./listMemberKeys.ts";
import { ReferenceModel } from "./ReferenceModel.ts";
import { SeededRandom } from "./SeededRandom.ts";
import { SimulatedBatcher, type Spoil } from "./SimulatedBatcher.ts";
import { SimulatedMember } from "./SimulatedMember.ts";
import { Transcript } from "./Transcript.ts";
import { type Violation, Violations } from "./Violations.ts";
import { VirtualTime } from "./VirtualTime.ts";
import type { SimulatedWorld } from "./World.ts";
import { Worry } from "./Worry.ts";
import { watchChain } from "./watchChain.ts";

/** How a run differs from the usual ones. */
export interface SimulationOptions {
  /** Milliseconds of the world in which members send and faults happen. */
  readonly busyMs?: number;
  /** No faults at all; else the seed says. */
  readonly isFair?: boolean;
  readonly isShared?: boolean;
  /** Plants a fault. */
  readonly spoil?: Spoil;
  /** Plants a fault in what all stores share. */
  readonly spoilDisk?: (disk: Disk) => void;
  readonly settings?: Partial<PipelineSettings>;
  /** The contract does not look whether a batch is the next. */
  readonly checksOrder?: boolean;
  /** Every receipt is verified with its signatures; else a few are. */
  readonly verifiesAll?: boolean;
}

/** What came of a run. */
export interface SimulationOutcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  /** The same for the same run. */
  readonly hash: string;
  readonly lines: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Settings that make much happen in little time. */
export const SETTINGS: PipelineSettings = {
  ...DEFAULT_SETTINGS,
  maxWaitingRecords: 64,
  maxGroupRecords: 12,
  batchAgeMs: 500,
  maxWords: 128,
  maxWordsPerSeat: 48,
  shelfRecords: 24,
  pollMs: 400,
  refreshMs: 8_000,
  busyMs: 150,
  chainSilenceMs: 5_000,
  leaseMs: 4_000,
  resendMs: 2_500,
  raiseMs: 4_000,
  maxFeePerGas: 10_000n,
  maxTransactions: 4,
};

const PARAMETERS = { maxRecords: 20, promiseTime: 45, maxDeadlineAhead: 40, callGas: 200_000 };
const MEMBERS = 3;
const CALM_MS = 90_000;

/** Runs a simulated world: batchers, members, a chain and a store, all of it drawn from one number. Two runs with the same number are the same. */
export async function runSimulation(seed: number, options: SimulationOptions = {}): Promise<SimulationOutcome> {
  await loadHashes();
  const random = new SeededRandom(seed);
  const time = new VirtualTime(random.fork());
  const worry = new Worry(time);
  const world: SimulatedWorld = { time, random, worry, transcript: new Transcript(() => time.now) };
  const violations = new Violations();
  const isShared = options.isShared ?? seed % 3 === 2;
  const isFair = options.isFair ?? seed % 10 === 0;
  const disk = new Disk(world, isShared);
  options.spoilDisk?.(disk);
  const ledger = new Ledger(world, { ...PARAMETERS, confirmations: random.between(1, 4) }, options.checksOrder);
  const model = new ReferenceModel(violations, disk, ledger);
  const secrets = drawSecrets(random, isShared);
  const watch = watchChain({ disk, ledger, violations });
  const settings = { ...SETTINGS, ...options.settings };
  const batchers = secrets.map(
    (secret, index) =>
      new SimulatedBatcher({
        name: `batcher ${index + 1}`,
        world,
        disk,
        node: { ledger, keys: listMemberKeys(MEMBERS), readWeather: () => plan.nodeWeather, onSent: watch.onSent },
        settings,
        secret,
        spoil: options.spoil ?? ((ports) => ports),
      }),
  );
  const accounts = secrets.map((secret) => toHex(accountOf(secret)));
  const plan: FaultPlan = new FaultPlan({ world, ledger, disk, batchers, accounts });
  const answered = { requests: 0 };
  const members = Array.from(
    { length: MEMBERS },
    (_, index) =>
      new SimulatedMember({
        seat: index + 1,
        world,
        ledger,
        model,
        violations,
        batchers,
        onAnswered: () => {
          answered.requests += 1;
        },
      }),
  );

  const mineNext = (): void => {
    ledger.mine();
    time.after(900 + random.fraction() * 400, mineNext);
  };
  const look = (): void => {
    for (const { pipeline } of batchers) watch.checkBounds(pipeline, SETTINGS);
    violations.unless(time.pending < 2_000, "memory-bounded", `${time.pending} appointments`);
    violations.unless(
      !members.some((member) => member.waitsInVain),
      "every-request-answered",
      "a request is open too long",
    );
    model.checkFinal();
    time.after(1_000, look);
  };
  for (const batcher of batchers) {
    batcher.onCrashed = () => model.checkDisk();
    time.after(random.fraction() * 2_000, () => batcher.start());
  }
  ledger.onReorganised = () => model.checkFinal();
  mineNext();
  look();
  for (const member of members) member.live();
  if (!isFair) plan.begin();

  const isBroken = (): boolean => violations.found.length > 0;
  const busyUntil = options.busyMs ?? 12_000;
  await time.run(() => isBroken() || time.now >= busyUntil);
  plan.end();
  for (const member of members) member.isActive = false;
  const calmUntil = time.now + CALM_MS;
  const isAtRest = (): boolean =>
    batchers.every(({ pipeline }) => pipeline?.status().isDraining === false) &&
    watch.isAllFinal(model.acknowledged.length);
  await time.run(() => isBroken() || isAtRest() || time.now >= calmUntil);
  if (!isBroken()) await checkEnd({ world, violations, model, disk, ledger, batchers, accounts, ...options });
  return {
    seed,
    violations: violations.found,
    hash: world.transcript.hash,
    lines: world.transcript.lines,
    figures: {
      steps: time.steps,
      requests: answered.requests,
      acknowledged: model.acknowledged.length,
      blocks: ledger.head.number,
      batches: disk.durable.batches.length,
      faults: [...worry.counts.values()].reduce((sum, count) => sum + count, 0),
      crashes: worry.counts.get("crash") ?? 0,
      reorganisations: worry.counts.get("reorganisation") ?? 0,
      lostLogs: worry.counts.get("reorganisation of a log") ?? 0,
      reopened: world.transcript.lines.filter((line) => line.includes("opens batches")).length,
      divided: disk.durable.formerExecutions.length,
    },
  };
}

/** Keys of the batchers: one for all of them, or one for each. */
function drawSecrets(random: SeededRandom, isShared: boolean): readonly Uint8Array[] {
  const count = isShared ? random.between(2, 3) : 1;
  const isOneKey = random.happens(0.5);
  return Array.from({ length: count }, (_, index) => secretOf(isOneKey ? 1 : index + 1));
}
