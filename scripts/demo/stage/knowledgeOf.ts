import type { Verifiers } from "#sdk";

import type { Stage } from "./Stage.ts";

/** What a member's machine knows by itself, without asking a chain. */
export function knowledgeOf({ client, verifiers }: Pick<Stage, "client" | "verifiers">) {
  const { chainId, modules, names } = client;
  const kinds: Verifiers = { [verifiers.p256]: "p256", [verifiers.webauthn]: "webauthn", [verifiers.rsa]: "rsa" };
  return { chainId, modules, names, verifiers: kinds };
}
