import { getAddress, isAddress } from "ethers";

import { QuorateError } from "#sdk";

import { isHex } from "../founding/Hex.ts";
import { toHex } from "../founding/toHex.ts";
import type { KeySource } from "./KeySource.ts";

/**
 * Reads where a key comes from: `keystore:<path>`, `env:<VARIABLE>`, or an http(s) URL, after `#` the account where the signer has
 * several. A bare path that ends in `.json` is a keystore. A secret itself is refused: it would stay in the shell's history.
 *
 * @throws QuorateError KEY_SOURCE_MALFORMED
 */
export function parseKeySource(text: string): KeySource {
  const path = text.startsWith("keystore:") ? text.slice("keystore:".length) : text;
  if (path !== "" && (path !== text || (text.endsWith(".json") && !text.includes("://"))))
    return { kind: "keystore", path };
  const [, variable] = /^env:([A-Za-z_]\w*)$/.exec(text) ?? [];
  if (variable !== undefined) return { kind: "environment", variable };
  return parseUrl(text) ?? refuse(text);
}

function parseUrl(text: string): KeySource | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const account = url.hash.slice(1);
  url.hash = "";
  if (account === "") return { kind: "rpc", url: url.href, account: null };
  return isHex(account, 20) && isAddress(account)
    ? { kind: "rpc", url: url.href, account: toHex(getAddress(account)) }
    : null;
}

function refuse(text: string): never {
  const secret = /^(?:0x)?[0-9a-f]{64}$/i.test(text);
  // What was typed is not repeated: it may be a secret, or a URL with one.
  throw new QuorateError({
    code: "KEY_SOURCE_MALFORMED",
    summary: secret
      ? "A private key was written where its source belongs."
      : "The source of the key is not understood.",
    remedy: secret
      ? "Treat this key as known to others and replace it; then keep the new one in a keystore."
      : "Write keystore:<path>, env:<VARIABLE>, or the URL of a signer with #<account>.",
  });
}
