#!/usr/bin/env node
// The command `quorate`, under the Node this repository is built for: see bootstrap.mjs.

import { fileURLToPath } from "node:url";

process.argv.splice(2, 0, "node", fileURLToPath(new URL("cli.ts", import.meta.url)));
import("./bootstrap.mjs");
