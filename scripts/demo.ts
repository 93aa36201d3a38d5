// Founds a consortium on a chain inside this process and shows how it governs itself, act by act, with a report to look at:
//
//   npm run demo
//   npm run demo -- --help

import { demoCommand } from "./commands/demo.ts";
import { environment } from "./config.ts";
import { runProgram } from "./terminal/runProgram.ts";

await runProgram("npm run demo --", [demoCommand], environment);
