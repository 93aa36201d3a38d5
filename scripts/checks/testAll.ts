// The suite: `npm test`.

import { runTests } from "./runTests.ts";
import { TEST_KINDS } from "./testKinds.ts";

/** 12 minutes are the aim on two quiet cores; what the compilation of all Solidity tests takes there is not measured yet. */
const BUDGET_SECONDS = 40 * 60;

process.exitCode = await runTests(TEST_KINDS, BUDGET_SECONDS);
