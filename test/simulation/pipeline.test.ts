import { expect } from "chai";

import { runSimulation, type SimulationOutcome } from "../support/simulation/runSimulation.ts";

const SEED_START = Number(process.env.SEED_START ?? 0);
const SEEDS = Number(process.env.SEEDS ?? 300);
/** A seed takes some 60 ms; the machine may be busy with other things. */
const MS_PER_SEED = 2_000;
const LAST_LINES = 25;

describe("batchers in a simulated world", () => {
  it("run the same way for the same seed, byte for byte", async () => {
    for (const seed of [SEED_START, SEED_START + 1, SEED_START + 2]) {
      const [one, other] = [await runSimulation(seed), await runSimulation(seed)];
      expect(one.lines.length).to.be.greaterThan(100);
      expect(other.lines).to.deep.equal(one.lines);
      expect(other.hash).to.equal(one.hash);
      expect(other.figures).to.deep.equal(one.figures);
    }
    expect((await runSimulation(SEED_START)).hash).not.to.equal((await runSimulation(SEED_START + 1)).hash);
  }).timeout(60_000);

  // REQ-BATCH-83
  it(`lose nothing, take nothing twice and finish everything, whatever fails: ${SEEDS} seeds from ${SEED_START}`, async () => {
    const sums = new Map<string, number>();
    for (let seed = SEED_START; seed < SEED_START + SEEDS; seed += 1) {
      const outcome = await runSimulation(seed, { verifiesAll: seed % 50 === 1 });
      expect(outcome.violations, describeFailure(outcome)).to.deep.equal([]);
      for (const [name, figure] of Object.entries(outcome.figures)) sums.set(name, (sums.get(name) ?? 0) + figure);
    }
    // What is never met is never tested.
    if (SEEDS < 100) return;
    for (const name of ["acknowledged", "batches", "crashes", "reorganisations", "faults"])
      expect(sums.get(name), name).to.be.greaterThan(SEEDS / 4);
    for (const name of ["reopened", "divided", "lostLogs"]) expect(sums.get(name), name).to.be.greaterThan(SEEDS / 100);
  }).timeout(60_000 + SEEDS * MS_PER_SEED);

  it("is undisturbed where nothing fails: every record is taken at once and every promise kept", async () => {
    for (const isShared of [false, true]) {
      const { violations, figures } = await runSimulation(SEED_START, { isFair: true, isShared, verifiesAll: true });
      expect(violations).to.deep.equal([]);
      expect(figures.faults).to.equal(0);
      expect(figures.acknowledged).to.be.greaterThan(50);
    }
  }).timeout(60_000);
});

function describeFailure({ seed, violations, lines }: SimulationOutcome): string {
  if (violations.length === 0) return "";
  const told = violations.slice(0, 5).map((violation) => `${violation.property}: ${violation.told}`);
  const again = `SEED_START=${seed} SEEDS=1 npx mocha --no-config --extension ts test/simulation/pipeline.test.ts`;
  return [`seed ${seed} (run it again: ${again})`, ...told, "", ...lines.slice(-LAST_LINES), ""].join("\n");
}
