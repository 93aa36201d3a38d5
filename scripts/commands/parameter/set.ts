import { getParameter } from "#sdk";

import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command } from "../../terminal/Command.ts";
import { readWhole } from "../../terminal/readValues.ts";
import { readValue } from "./readValue.ts";

export const parameterSet: Command = {
  name: "parameter set",
  summary: "Propose another value of a parameter, provided that nobody changes it before.",
  arguments: ["name", "value"],
  options: {
    "expected-version": {
      value: "NUMBER",
      says: "the version that the value was decided on (default: the one in force)",
    },
    ...draftOptions,
  },
  run: async (place, input) =>
    deliverCall(place, input, async (client) => {
      const key = input.argument("name");
      const { version, bounds } = await getParameter(client, { key });
      const expected = input.optional("expected-version");
      return client.calls.constitution.setParameter({
        key,
        expectedVersion:
          expected === null ? version : readWhole("--expected-version", expected, { min: 0n, max: 2n ** 32n - 1n }),
        value: readValue("VALUE", input.argument("value"), bounds.kind),
      });
    }),
};
