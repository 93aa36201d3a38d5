// Deploys a consortium from its constitution into deployments/<id>/, or goes on where an earlier run was stopped:
//
//   node scripts/deploy.ts --founding-keys keys.json --rpc https://node.example --key keystore:deployer.json
//   node scripts/deploy.ts --help

import { deployCommand } from "./commands/deploy.ts";
import { environment } from "./config.ts";
import { runProgram } from "./terminal/runProgram.ts";

await runProgram("node scripts/deploy.ts", [deployCommand], environment);
