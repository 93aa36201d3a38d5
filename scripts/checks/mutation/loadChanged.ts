// Loaded before everything else by `node --import`: one module is read with another text, as QUORATE_CHANGED says.

import { readFileSync } from "node:fs";
import { registerHooks, stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";

const { url, text } = readChange(process.env.QUORATE_CHANGED ?? "{}");

registerHooks({
  load: (asked, context, next) => {
    if (!asked.startsWith("file:") || !asked.endsWith(".ts")) return next(asked, context);
    // Hardhat brings a loader of its own, which does not see what comes from here: types are taken out here.
    const source = asked === url ? text : readFileSync(fileURLToPath(asked), "utf8");
    return { format: "module", source: stripTypeScriptTypes(source), shortCircuit: true };
  },
});

function readChange(json: string): { readonly url: unknown; readonly text: string } {
  const change: unknown = JSON.parse(json);
  const fields: Readonly<Record<string, unknown>> = typeof change === "object" && change !== null ? { ...change } : {};
  return { url: fields.url, text: String(fields.text) };
}
