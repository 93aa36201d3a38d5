import { existsSync } from "node:fs";

import { QuorateError } from "#sdk";
import { type KeyStore, openKeyStore } from "#sdk/node";

import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import { askStorePassword } from "./askStorePassword.ts";
import { locateHome } from "./locateHome.ts";

/** Opens the member's key store. @throws QuorateError KEYSTORE_*, KEY_PASSWORD_MISSING, ANSWER_NEEDED */
export async function openMemberKeys(place: Workplace, input: Input): Promise<KeyStore> {
  const { keyStore: path } = await locateHome(place, input);
  if (!existsSync(path)) throw missing(path);
  return openKeyStore({ path, password: await askStorePassword(place, input, path), signal: place.signal });
}

function missing(path: string): QuorateError {
  return new QuorateError({
    code: "KEYSTORE_UNREADABLE",
    summary: `There is no key store at ${path}.`,
    remedy: "Name it with --home or --key-store; quorate encryption-key register makes one.",
    facts: { path },
  });
}
