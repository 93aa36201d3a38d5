import { keccak256 } from "ethers";

import { moduleNames, parseAddress, parseBytes32, QuorateError } from "#sdk";

import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { malformed } from "../../terminal/Input.ts";

export const moduleReplace: Command = {
  name: "module replace",
  summary: "Propose a successor of a module; its code is read from the chain.",
  arguments: ["module", "address"],
  options: { ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async ({ calls, provider }) => {
      const name = moduleNames.find((known) => known === input.argument("module"));
      if (name === undefined) throw malformed("MODULE", input.argument("module"), `one of ${moduleNames.join(", ")}`);
      const module = parseAddress(input.argument("address"));
      const code = await provider.getCode(module);
      if (code === "0x") {
        throw new QuorateError({
          code: "TARGET_WITHOUT_CODE",
          summary: `Nothing stands at ${module}.`,
          remedy: "Deploy the successor first.",
          facts: { module },
        });
      }
      return calls.constitution.setModule({ name, module, codeHash: parseBytes32(keccak256(code)) });
    }),
};
