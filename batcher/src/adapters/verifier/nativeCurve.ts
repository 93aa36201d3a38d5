import { createRequire } from "node:module";
import { dirname } from "node:path";

import secp256k1 from "secp256k1";

const require = createRequire(import.meta.url);

/** The curve, by the native build where there is one. */
export const curve = secp256k1;

/** Whether it is the native build. Without one the package silently takes one in JavaScript, 26 times slower. */
export function isCurveNative(): boolean {
  try {
    const folder = dirname(require.resolve("secp256k1/package.json"));
    const loaded = Object.keys(require.cache);
    return loaded.some((file) => file.startsWith(folder) && file.endsWith(".node"));
  } catch {
    return false;
  }
}
