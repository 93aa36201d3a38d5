// Starts the embedded chain on a port of our own, founds a consortium on it and leaves both running for the command line:
//
//   npm start
//   npm start -- --help

import { startCommand } from "./commands/start.ts";
import { environment } from "./config.ts";
import { runProgram } from "./terminal/runProgram.ts";

await runProgram("npm start --", [startCommand], environment);
