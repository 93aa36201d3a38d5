import { expect } from "chai";
import fc from "fast-check";

import { loadHashes } from "#sdk/receipts";

import { makeRecord } from "../../../test/support/batcher/startRig.ts";
import { ReplayWindow } from "./ReplayWindow.ts";

const LOG = "0x01";

describe("the replay window", () => {
  before(loadHashes);

  it("answers what a map of nonces would, whatever is taken, given back and forgotten", () => {
    const step = fc.record({
      deed: fc.constantFrom("take", "giveBack", "forget"),
      nonce: fc.nat(600),
      seat: fc.nat(2),
      deadline: fc.integer({ min: 1, max: 50 }),
    });
    const holds = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const window = new ReplayWindow({ maxWords: 1_000, maxWordsPerSeat: 1_000 });
      const model = new NonceModel();
      for (const [sequence, { deed, nonce, seat, deadline }] of steps.entries()) {
        const record = makeRecord(nonce, { seat, deadline });
        if (deed === "take") {
          const known = model.take({ seat, nonce, deadline, sequence });
          expect(window.take(record, 0, LOG, sequence)).to.deep.equal(
            known === undefined ? "taken" : { logId: LOG, sequence: known },
          );
        } else if (deed === "giveBack") {
          window.giveBack(record, 0, LOG);
          model.giveBack(seat, nonce);
        } else {
          window.forget(deadline);
          model.forget(deadline);
        }
        expect(window.words).to.equal(model.words);
        expect(window.find(record, 0)?.sequence).to.equal(model.find(seat, nonce));
      }
    });
    fc.assert(holds);
  });

  it("tells logs apart, however many there are", () => {
    const window = new ReplayWindow({ maxWords: 1_000, maxWordsPerSeat: 1_000 });
    const records = Array.from({ length: 300 }, (_, nonce) => makeRecord(nonce % 256, { deadline: 9 }));
    for (const [log, record] of records.entries()) window.put(record, 0, `0x${log}`, 5);
    for (const [log, record] of records.entries()) {
      const newest = log + 256 < records.length ? log + 256 : log;
      expect(window.find(record, 0)).to.deep.equal({ logId: `0x${newest}`, sequence: 5 });
    }
    expect(window.words).to.equal(records.length);
  });

  it("holds no more words than it may, of one seat and in all, and uses the memory of those it let go", () => {
    const window = new ReplayWindow({ maxWords: 3, maxWordsPerSeat: 2 });
    const take = (nonce: number, seat: number): unknown =>
      window.take(makeRecord(nonce, { seat, deadline: 9 }), 0, LOG, nonce);
    expect([take(0, 1), take(256, 1), take(512, 1), take(257, 1)]).to.deep.equal(["taken", "taken", "full", "taken"]);
    expect([take(0, 2), take(256, 2)]).to.deep.equal(["taken", "full"]);
    const { bytes } = window;
    window.forget(10);
    expect([window.words, take(512, 1), take(512, 2)]).to.deep.equal([0, "taken", "taken"]);
    expect(window.bytes).to.be.at.most(bytes);
  });

  it("notes what is stored even where it is full, in whatever order it is read", () => {
    const window = new ReplayWindow({ maxWords: 1, maxWordsPerSeat: 1 });
    for (const [nonce, sequence] of [
      [700, 9_000_000_000],
      [3, 8_000_000_000],
      [701, 7_500_000_000],
    ] as const) {
      expect(window.put(makeRecord(nonce), 0, LOG, sequence, true)).to.equal(true);
      expect(window.find(makeRecord(nonce), 0)).to.deep.equal({ logId: LOG, sequence });
    }
  });

  it("keeps the nonces of an earlier log beside those of a later one", () => {
    const window = new ReplayWindow({ maxWords: 9, maxWordsPerSeat: 9 });
    window.put(makeRecord(1), 0, "0xold", 500);
    expect(window.take(makeRecord(2), 0, "0xnew", 0)).to.equal("taken");
    expect(window.find(makeRecord(1), 0)).to.deep.equal({ logId: "0xold", sequence: 500 });
    expect(window.find(makeRecord(2), 0)).to.deep.equal({ logId: "0xnew", sequence: 0 });
  });
});

/** The window as it can be said most simply. */
class NonceModel {
  readonly #used = new Map<string, Map<number, number>>();
  readonly #lastDeadlines = new Map<string, number>();

  get words(): number {
    return this.#lastDeadlines.size;
  }

  find(seat: number, nonce: number): number | undefined {
    return this.#used.get(wordOf(seat, nonce))?.get(nonce);
  }

  take({
    seat,
    nonce,
    deadline,
    sequence,
  }: Record<"seat" | "nonce" | "deadline" | "sequence", number>): number | undefined {
    const word = wordOf(seat, nonce);
    const known = this.find(seat, nonce);
    if (known !== undefined) return known;
    this.#used.set(word, (this.#used.get(word) ?? new Map<number, number>()).set(nonce, sequence));
    this.#lastDeadlines.set(word, Math.max(deadline, this.#lastDeadlines.get(word) ?? 0));
    return undefined;
  }

  giveBack(seat: number, nonce: number): void {
    this.#used.get(wordOf(seat, nonce))?.delete(nonce);
  }

  forget(time: number): void {
    for (const [word, last] of this.#lastDeadlines) {
      if (last >= time) continue;
      this.#lastDeadlines.delete(word);
      this.#used.delete(word);
    }
  }
}

function wordOf(seat: number, nonce: number): string {
  return `${seat} ${nonce >> 8}`;
}
