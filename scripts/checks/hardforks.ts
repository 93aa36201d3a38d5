// The suite on every hardfork the contracts are promised for, except the one `npm test` runs on anyway.

import { HARDFORKS, parseHardfork } from "../toolchain/networks.ts";
import { refuseArguments } from "./refuseArguments.ts";
import { runTests } from "./runTests.ts";
import { TEST_KINDS } from "./testKinds.ts";

const BUDGET_SECONDS = 10 * 60;

const SETTING = "name one hardfork to the tests themselves with QUORATE_HARDFORK";
const isRefused = refuseArguments("npm run test:hardforks", process.argv.slice(2), SETTING);

const others = HARDFORKS.filter((name) => name !== parseHardfork(undefined));
// Journeys share names of deployments, so that no two of them run side by side.
const lanes = TEST_KINDS.filter((kind) => kind.onEveryHardfork).map((kind) =>
  others.map((hardfork) => ({ kind, environment: { QUORATE_HARDFORK: hardfork } })),
);
if (!isRefused) process.exitCode = await runTests([lanes], BUDGET_SECONDS);
