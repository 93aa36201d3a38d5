// The suite: `npm test`.

import { buildAndTest } from "./buildAndTest.ts";
import { refuseArguments } from "./refuseArguments.ts";
import { TEST_KINDS, type TestScript, testKindOf } from "./testKinds.ts";

const BUDGET_SECONDS = 12 * 60;
const kindOf = (script: TestScript) => ({ kind: testKindOf(script) });
/** A lane takes one core, more or less; the first compiles and runs the contracts' tests. */
const LANES = [
  [kindOf("test:contracts"), kindOf("test:journeys:cli"), kindOf("test:simulation")],
  [kindOf("test:units"), kindOf("test:journeys:others"), kindOf("test:journeys:demo"), kindOf("test:peers")],
];
const ONE_KIND = `run one kind of tests with npm run ${TEST_KINDS.map(({ script }) => script).join(", ")}`;

if (!refuseArguments("npm test", process.argv.slice(2), ONE_KIND)) {
  process.exitCode = await buildAndTest(LANES, BUDGET_SECONDS);
}
