// npm run generate:vectors: writes sdk/vectors/. A change there is a change of format: whoever has older records must still open them.

import { mkdirSync, writeFileSync } from "node:fs";

import { renderVectors } from "./renderVectors.ts";

const folder = new URL("../../../../sdk/vectors/", import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [file, text] of await renderVectors()) writeFileSync(new URL(file, folder), text);
