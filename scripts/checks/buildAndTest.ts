import { runScript } from "./runScript.ts";
import { runTests, type TestRun } from "./runTests.ts";

/**
 * Builds the contracts, which Hardhat cannot do twice at the same time, and then runs the lanes side by side, all of it within `budgetSeconds`. The exit
 * code is 0 only if all of it succeeded.
 */
export async function buildAndTest(lanes: readonly (readonly TestRun[])[], budgetSeconds: number): Promise<number> {
  const built = await runScript("build:contracts", budgetSeconds);
  return built.ok ? await runTests(lanes, budgetSeconds - built.seconds) : 1;
}
