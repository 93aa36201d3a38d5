import type { Store } from "../ports/Store.ts";
import { createPostgresStore } from "./postgres/createPostgresStore.ts";
import { createSqliteStore } from "./sqlite/createSqliteStore.ts";

/** What may be said of a store beside where it is. */
export interface StoreOptions {
  /** Milliseconds that every sync of a file takes longer, for measurements. */
  readonly syncDelayMs?: number;
  /** Groups are refused beyond this many bytes in a file. */
  readonly maxBytes?: number;
}

const POSTGRES_URL = /^postgres(ql)?:\/\//;

/** The store at a place, which is a `postgres://` URL or a file's path. It is not open yet. */
export function createStore(place: string, options: StoreOptions = {}): Store {
  return POSTGRES_URL.test(place)
    ? createPostgresStore({ url: place })
    : createSqliteStore({ path: place, ...options });
}
