// The suite on every hardfork the contracts are promised for, except the one `npm test` runs on anyway.

import { HARDFORKS, parseHardfork } from "../toolchain/networks.ts";
import { refuseArguments } from "./refuseArguments.ts";
import { runTests } from "./runTests.ts";
import { TEST_KINDS } from "./testKinds.ts";

const BUDGET_SECONDS = 10 * 60;
const kinds = TEST_KINDS.filter((kind) => kind.onEveryHardfork);

const SETTING = "name one hardfork to the tests themselves with QUORATE_HARDFORK";
const isRefused = refuseArguments("npm run test:hardforks", process.argv.slice(2), SETTING);

for (const hardfork of HARDFORKS.filter((name) => !isRefused && name !== parseHardfork(undefined))) {
  process.stdout.write(`\n== on ${hardfork}\n`);
  process.env.QUORATE_HARDFORK = hardfork;
  process.exitCode = Math.max(Number(process.exitCode ?? 0), await runTests(kinds, BUDGET_SECONDS));
}
