import { expect } from "chai";

import type { TracePoint } from "../../batcher/src/ports/Trace.ts";
import { replayLog } from "../support/simulation/replayLog.ts";
import { runSimulation } from "../support/simulation/runSimulation.ts";

type Facts = Readonly<Record<string, unknown>>;

const logId = "0x01";
const line = (msg: TracePoint | "pipeline-started", facts: Facts): string => JSON.stringify({ msg, ...facts });
const started = (nextSequence: number, batches: number, firstUnbatched: number): string =>
  line("pipeline-started", { logId, nextSequence, batches, firstUnbatched });
const GOOD: readonly string[] = [
  started(0, 0, 0),
  line("store.promised", { logId, firstSequence: 0, count: 3 }),
  line("store.promised", { logId, firstSequence: 3, count: 2 }),
  line("assemble.closed", { logId, number: 0, firstSequence: 0, count: 5 }),
  line("anchor.kept", { nonce: 1, transaction: "0xaa" }),
  line("anchor.sent", { nonce: 1, transaction: "0xaa" }),
  line("anchor.anchored", { logId, number: 0, blockNumber: 7 }),
  line("anchor.reorganised", { logId, number: 0 }),
  line("anchor.anchored", { logId, number: 0, blockNumber: 8 }),
  line("anchor.final", { logId, number: 0 }),
  started(6, 2, 6),
  line("store.promised", { logId, firstSequence: 6, count: 1 }),
];

describe("the log of a batcher's process", () => {
  it("is held against the model: records, batches, transactions, starts", () => {
    const { violations, promised, final } = replayLog(["npm warns", ...GOOD, "{half a li"].join("\n"));
    expect({ violations, promised, final }).to.deep.equal({ violations: [], promised: 6, final: 5 });
  });

  const PLANTED: readonly (readonly [told: string, at: number, instead: readonly string[]])[] = [
    ["promised 4 behind 2", 2, [line("store.promised", { logId, firstSequence: 4, count: 2 })]],
    ["batch 0 begins at 1, not 0", 3, [line("assemble.closed", { logId, number: 0, firstSequence: 1, count: 4 })]],
    ["closed batch 1 behind batch -1", 3, [line("assemble.closed", { logId, number: 1, firstSequence: 0, count: 5 })]],
    [
      "batches reach to 9, records to 7",
      3,
      [line("assemble.closed", { logId, number: 0, firstSequence: 0, count: 9 })],
    ],
    ["sent nonce 1 before it was kept", 4, []],
    ["batch 0 is final and was not anchored", 8, []],
    ["batch 0 was final and is in no block", 9, [GOOD[9] ?? "", line("anchor.reorganised", { logId, number: 0 })]],
    ["anchored batch 5, which was never closed", 6, [line("anchor.anchored", { logId, number: 5 }), GOOD[6] ?? ""]],
    ["started with 4 records, 5 were promised", 10, [started(4, 1, 5)]],
    ["started with 3 batches to 6, 1 to 5 were closed", 10, [started(6, 3, 6)]],
    ["started with 1 batches to 4, 1 to 5 were closed", 10, [started(6, 1, 4)]],
  ];
  for (const [told, at, instead] of PLANTED)
    it(`tells what must not be: ${told}`, () => {
      const lines = [...GOOD.slice(0, at), ...instead, ...GOOD.slice(at + 1)];
      expect(replayLog(lines.join("\n")).violations).to.include(told);
    });

  it("of simulated batchers is what the model says as well", async () => {
    for (const seed of [1, 3, 4]) {
      const lines: string[] = [];
      const outcome = await runSimulation(seed, {
        isShared: false,
        spoil: (ports) => ({
          ...ports,
          trace: {
            reach: (point, facts) => {
              if (facts !== undefined) lines.push(JSON.stringify({ msg: point, ...facts }));
              ports.trace.reach(point, facts);
            },
          },
          journal: {
            ...ports.journal,
            note: (event, facts) => {
              lines.push(JSON.stringify({ msg: event, ...facts }));
              ports.journal.note(event, facts);
            },
          },
        }),
      });
      expect(outcome.violations).to.deep.equal([]);
      const { violations, promised, final } = replayLog(lines.join("\n"));
      expect(violations, `seed ${seed}`).to.deep.equal([]);
      expect([promised > 50, final >= promised]).to.deep.equal([true, true]);
    }
  }).timeout(60_000);
});
