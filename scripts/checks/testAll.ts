// The suite: `npm test`.

import { runTests } from "./runTests.ts";
import { TEST_KINDS } from "./testKinds.ts";

const BUDGET_SECONDS = 12 * 60;

process.exitCode = await runTests(TEST_KINDS, BUDGET_SECONDS);
