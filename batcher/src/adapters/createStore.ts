import type { Store } from "../ports/Store.ts";
import { createSqliteStore } from "./sqlite/createSqliteStore.ts";

/** What may be said of a store beside where it is. */
export interface StoreOptions {
  /** Milliseconds that every sync takes longer, for measurements. */
  readonly syncDelayMs?: number;
  /** Groups are refused beyond this many bytes in a file. */
  readonly maxBytes?: number;
}

/** The store at a place: a file's path. It is not open yet. */
export function createStore(place: string, options: StoreOptions = {}): Store {
  return createSqliteStore({ path: place, ...options });
}
