import type { OptionDescription } from "../terminal/Command.ts";

/** The option of commands that read what a member keeps. */
export const homeOption = {
  home: {
    value: "DIR",
    says: "where the member keeps keys and envelopes (default: QUORATE_HOME, or ~/.quorate/<deployment>)",
  },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** Options of commands that open the member's key store. */
export const keyStoreOptions = {
  ...homeOption,
  "key-store": {
    value: "FILE",
    says: "the key store, where it is not records.keys in --home (or QUORATE_KEY_STORE)",
  },
  "key-store-password-file": {
    value: "PATH",
    says: "file with its password (default: QUORATE_KEY_STORE_PASSWORD, then as for a keystore)",
  },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** Options of commands that read or write envelopes. */
export const storeOptions = {
  store: {
    value: "DIR|URL",
    says: "the member's store of envelopes (default: QUORATE_STORE, or envelopes in --home)",
  },
  peer: {
    value: "DIR|URL",
    says: "a store of another party; several may be named (default: QUORATE_PEERS, separated by commas)",
    isRepeated: true,
  },
  "store-tokens": {
    value: "FILE",
    says: "a host and a token a line, for stores that ask for one (default: store-tokens in --home, if it is there)",
  },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** Options of commands that open records. */
export const recordOptions = { ...keyStoreOptions, ...storeOptions } as const;

/** The option of commands that act for a member. */
export const seatOption = {
  seat: { value: "SEAT", says: "the seat that acts, or its name (default: the one whose key --key is)" },
} as const satisfies Readonly<Record<string, OptionDescription>>;
