// The suite on every hardfork the contracts are promised for, except the one `npm test` runs on anyway.

import { HARDFORKS, parseHardfork } from "../toolchain/networks.ts";
import { buildAndTest } from "./buildAndTest.ts";
import { refuseArguments } from "./refuseArguments.ts";
import { type TestScript, testKindOf } from "./testKinds.ts";

const BUDGET_SECONDS = 12 * 60;

const SETTING = "name one hardfork to the tests themselves with QUORATE_HARDFORK";
const isRefused = refuseArguments("npm run test:hardforks", process.argv.slice(2), SETTING);

const others = HARDFORKS.filter((name) => name !== parseHardfork(undefined));
const runsOf = (...scripts: readonly TestScript[]) =>
  others.flatMap((hardfork) =>
    scripts.map((script) => ({ kind: testKindOf(script), environment: { QUORATE_HARDFORK: hardfork } })),
  );
// A journey gives its deployment the same name each time, so that it does not run beside itself.
const lanes = [runsOf("test:contracts", "test:journeys:others"), runsOf("test:journeys:cli")];
if (!isRefused) process.exitCode = await buildAndTest(lanes, BUDGET_SECONDS);
