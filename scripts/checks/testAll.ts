// The suite: `npm test`.

import { refuseArguments } from "./refuseArguments.ts";
import { runTests } from "./runTests.ts";
import { TEST_KINDS, type TestScript, testKindOf } from "./testKinds.ts";

const BUDGET_SECONDS = 12 * 60;
const kindOf = (script: TestScript) => ({ kind: testKindOf(script) });
/** The contracts' tests use every core and build what the others need; those use one each. */
const STAGES = [
  [[kindOf("test:contracts")]],
  [
    [kindOf("test:journeys:cli"), kindOf("test:peers")],
    [kindOf("test:units"), kindOf("test:journeys:others")],
  ],
];
const ONE_KIND = `run one kind of tests with npm run ${TEST_KINDS.map(({ script }) => script).join(", ")}`;

if (!refuseArguments("npm test", process.argv.slice(2), ONE_KIND)) {
  process.exitCode = await runTests(STAGES, BUDGET_SECONDS);
}
