import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readVerifier } from "./readVerifier.ts";

export const keyApproveVerifier: Command = {
  name: "key approve-verifier",
  summary: "Propose that members may hold keys of an ERC-7913 verifier.",
  arguments: ["verifier"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls }) =>
      calls.memberRegistry.approveVerifier({ verifier: await readVerifier(place, input.argument("verifier")) }),
    ),
};
