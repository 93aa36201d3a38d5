// The suite: `npm test`.

import { refuseArguments } from "./refuseArguments.ts";
import { runTests } from "./runTests.ts";
import { TEST_KINDS } from "./testKinds.ts";

const BUDGET_SECONDS = 12 * 60;
const ONE_KIND = `run one kind of tests with npm run ${TEST_KINDS.map(({ script }) => script).join(", ")}`;

if (!refuseArguments("npm test", process.argv.slice(2), ONE_KIND)) {
  process.exitCode = await runTests(TEST_KINDS, BUDGET_SECONDS);
}
