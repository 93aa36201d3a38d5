import fc from "fast-check";

import { anyRecordStory } from "../support/recordModel/commands.ts";
import { foundWorld, startPlay } from "../support/recordModel/foundWorld.ts";

/** Half a minute on two cores. `npm run test:model:deep` asks for many more. */
const STORIES = readNumber("QUORATE_MODEL_STORIES") ?? 28;
/** The same stories in every run, so that a submission fails for what it changed; the deep run draws its own and prints it. */
const SEED = readNumber("QUORATE_MODEL_SEED") ?? (process.env.QUORATE_MODEL_STORIES === undefined ? 20_260_101 : null);
/** Where in its stories a failure was, as it was printed. */
const PATH = process.env.QUORATE_MODEL_PATH ?? null;
const COMMANDS = 40;
const TIMEOUT_MS = 24 * 3_600_000;

describe("a model of groups, keys and records that was written from their description", function () {
  this.timeout(TIMEOUT_MS);

  // REQ-CONF-38, REQ-CONF-47
  it("tells the same stories as the contracts", async () => {
    const opening = await foundWorld();
    const property = fc.asyncProperty(anyRecordStory(COMMANDS), async (story) => {
      const play = await startPlay(opening);
      await fc.asyncModelRun(() => ({ model: {}, real: play }), story);
    });
    await fc.assert(property, {
      numRuns: STORIES,
      ...(SEED === null ? {} : { seed: SEED }),
      ...(PATH === null ? {} : { path: PATH }),
    });
  });
});

function readNumber(variable: string): number | null {
  const text = process.env[variable];
  if (text === undefined || text === "") return null;
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${variable} is ${text}: give a whole number`);
  return number;
}
