import { homedir } from "node:os";
import { join } from "node:path";

import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";

/** Where a member keeps what belongs to its records. */
export interface MemberHome {
  /** The file of its decryption keys. */
  readonly keyStore: string;
  /** The folder or the address of its envelopes. */
  readonly store: string;
  /** The folder in which what it sends is sealed. */
  readonly outbox: string;
  /** The folder of receipts of what it sent through batchers. */
  readonly receipts: string;
  /** The file of what it shows to the operators of stores. */
  readonly tokens: string;
}

/** Finds where a member keeps keys and envelopes; nothing has to exist. */
export async function locateHome(place: Workplace, input: Input): Promise<MemberHome> {
  const { QUORATE_HOME, QUORATE_KEY_STORE, QUORATE_STORE } = place.environment;
  const chosen = input.optional("home") ?? QUORATE_HOME;
  const home = chosen ?? join(homedir(), ".quorate", (await place.deployment()).id);
  const store = input.optional("store") ?? QUORATE_STORE ?? join(home, "envelopes");
  return {
    keyStore: input.optional("key-store") ?? QUORATE_KEY_STORE ?? join(home, "records.keys"),
    store,
    outbox: isUrl(store) ? join(home, "envelopes") : store,
    receipts: join(home, "receipts"),
    tokens: input.optional("store-tokens") ?? join(home, "store-tokens"),
  };
}

/** Whether a store is a server's. */
export function isUrl(store: string): boolean {
  return /^https?:\/\//.test(store);
}
