#!/usr/bin/env node
// The command `quorate`, under the Node this repository is built for: see bootstrap.mjs. It is a package of its own because
// npm checks the engines of the package that a command belongs to, and an old Node may type this one.

import { fileURLToPath } from "node:url";

process.argv.splice(2, 0, "node", fileURLToPath(new URL("../cli.ts", import.meta.url)));
import("../bootstrap.mjs");
