import { expect } from "chai";

import { systemClock } from "../adapters/systemClock.ts";
import { LevelBoard } from "./LevelBoard.ts";

const logId = `0x${"ab".repeat(32)}`;
const TOO_LONG = 30_000;

describe("whoever waits for a level", () => {
  const board = new LevelBoard(systemClock);

  async function heard(change: () => void, sequence = 7): Promise<boolean> {
    const listener = board.listen(logId, sequence);
    let isHeard = false;
    const waiting = listener.changed(TOO_LONG).then(() => {
      isHeard = true;
    });
    change();
    await systemClock.sleep(5);
    const answer = isHeard;
    board.change();
    await waiting;
    listener.close();
    return answer;
  }

  it("hears of its own record's batch, and of nobody else's", async () => {
    expect(await heard(() => board.change({ logId, firstSequence: 5, count: 3 }))).to.equal(true);
    expect(await heard(() => board.change({ logId, firstSequence: 5, count: 2 }))).to.equal(false);
    expect(await heard(() => board.change({ logId, firstSequence: 8, count: 1 }))).to.equal(false);
    expect(await heard(() => board.change({ logId: `0x${"cd".repeat(32)}`, firstSequence: 5, count: 3 }))).to.equal(
      false,
    );
  });

  it("hears what changed while its record was looked up, once", async () => {
    const listener = board.listen(logId, 7);
    board.change({ logId, firstSequence: 7, count: 1 });
    await listener.changed(TOO_LONG);
    let isHeard = false;
    const second = listener.changed(TOO_LONG).then(() => {
      isHeard = true;
    });
    await systemClock.sleep(5);
    expect(isHeard).to.equal(false);
    board.change();
    await second;
    listener.close();
  });
});
