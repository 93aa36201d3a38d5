// The suite on every hardfork the contracts are promised for, except the one `npm test` runs on anyway.
//
//   --command-line  the journeys of the command line, which know the chain only by the SDK: see docs/decisions/0039

import { HARDFORKS, type Hardfork, parseHardfork } from "../toolchain/networks.ts";
import { buildAndTest } from "./buildAndTest.ts";
import { refuseArguments } from "./refuseArguments.ts";
import type { TestRun } from "./runTests.ts";
import { type TestScript, testKindOf } from "./testKinds.ts";

const BUDGET_SECONDS = 10 * 60;
const COMMAND_LINE_BUDGET_SECONDS = 30 * 60;
const COMMAND_LINE = "--command-line";
const SETTING = `${COMMAND_LINE} runs the journeys of the command line; name one hardfork to the tests themselves with QUORATE_HARDFORK`;

const on = (hardfork: Hardfork, ...scripts: readonly TestScript[]): readonly TestRun[] =>
  scripts.map((script) => ({ kind: testKindOf(script), environment: { QUORATE_HARDFORK: hardfork } }));

const words = process.argv.slice(2);
const isCommandLine = words[0] === COMMAND_LINE;
const others = HARDFORKS.filter((name) => name !== parseHardfork(undefined));

// A story of the demo or the command line gives its deployment the same name each time, so that it does not run beside itself.
const lanes = isCommandLine
  ? [others.flatMap((hardfork) => on(hardfork, "test:journeys:cli"))]
  : others.map((hardfork, lane) => {
      const runs = on(hardfork, "test:contracts", "test:journeys:others", "test:journeys:demo");
      return lane % 2 === 0 ? runs : runs.toReversed();
    });
const budget = isCommandLine ? COMMAND_LINE_BUDGET_SECONDS : BUDGET_SECONDS;
if (!refuseArguments("npm run test:hardforks", isCommandLine ? words.slice(1) : words, SETTING))
  process.exitCode = await buildAndTest(lanes, budget);
