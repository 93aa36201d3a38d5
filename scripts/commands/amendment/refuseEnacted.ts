import { type Client, QuorateError } from "#sdk";

import type { Amendment, AmendmentPlace } from "../../amendments/Amendment.ts";

/** Stops whoever would propose again what the chain shows already. @throws QuorateError AMENDMENT_NOT_READY */
export async function refuseEnacted(
  { number, isEnacted }: Amendment,
  client: Client,
  known: AmendmentPlace,
): Promise<void> {
  if (!(await isEnacted(client, known))) return;
  throw new QuorateError({
    code: "AMENDMENT_NOT_READY",
    summary: `Amendment ${number} is enacted already.`,
    remedy: "Nothing needs to be proposed; quorate amendment verify checks it.",
    facts: { number },
  });
}
