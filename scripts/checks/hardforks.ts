// The suite on every hardfork the contracts are promised for, except the one `npm test` runs on anyway.

import { HARDFORKS, parseHardfork } from "../toolchain/networks.ts";
import { runScript } from "./runScript.ts";

const SCRIPTS = ["test:contracts", "test:journeys"];
const SECONDS_EACH = 600;

for (const hardfork of HARDFORKS.filter((name) => name !== parseHardfork(undefined))) {
  process.env.QUORATE_HARDFORK = hardfork;
  for (const script of SCRIPTS) {
    process.stdout.write(`\n== ${script} on ${hardfork}\n`);
    const outcome = await runScript(script, SECONDS_EACH);
    if (!outcome.ok) {
      process.stdout.write(`FAILED: ${script} on ${hardfork}\n`);
      process.exitCode = 1;
    }
  }
}
