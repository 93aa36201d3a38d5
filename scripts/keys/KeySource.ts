import type { Hex } from "../founding/Hex.ts";

/** Where a key comes from. */
export type KeySource =
  /** An encrypted keystore on disk. */
  | { readonly kind: "keystore"; readonly path: string }
  /** An environment variable that holds a secret. */
  | { readonly kind: "environment"; readonly variable: string }
  /** A wallet, custody service or node that signs by itself and speaks EIP-1193 methods over JSON-RPC. */
  | { readonly kind: "rpc"; readonly url: string; readonly account: Hex | null };
