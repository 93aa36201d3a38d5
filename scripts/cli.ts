// The command line of a consortium's members:
//
//   npx quorate --help
//   npx quorate proposal list --json

import { commands } from "./commands/commands.ts";
import { environment } from "./config.ts";
import { runProgram } from "./terminal/runProgram.ts";

await runProgram("quorate", commands, environment);
