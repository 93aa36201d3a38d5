import type { OptionDescription } from "../terminal/Command.ts";

/** The option of commands that open a batcher's store. */
export const storeOption = {
  store: {
    value: "FILE|URL",
    says: "its store: a file, or postgres://... for several instances (default: QUORATE_BATCHER_STORE, or batcher.db in --home)",
  },
} as const satisfies Readonly<Record<string, OptionDescription>>;
