import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readVerifier } from "./readVerifier.ts";

export const keyRetireVerifier: Command = {
  name: "key retire-verifier",
  summary: "Propose that keys of an ERC-7913 verifier stop verifying.",
  arguments: ["verifier"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls }) =>
      calls.memberRegistry.retireVerifier({ verifier: await readVerifier(place, input.argument("verifier")) }),
    ),
};
