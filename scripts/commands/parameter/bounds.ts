import { getParameter, type ParameterBounds, parameterTypes } from "#sdk";

import { deliverCall, draftOptions } from "../../drafts/deliverCall.ts";
import type { Command, OptionDescription } from "../../terminal/Command.ts";
import { type Input, malformed } from "../../terminal/Input.ts";
import { readTime } from "../../terminal/readValues.ts";
import { readValue } from "./readValue.ts";

const boundsOptions = {
  min: { value: "VALUE", says: "smallest value allowed" },
  max: { value: "VALUE", says: "largest value allowed" },
  "max-step": { value: "VALUE", says: "largest change at once, 0 for no limit" },
  "cool-down": { value: "TIME", says: "time between two changes, as in 1d" },
  unit: { value: "TEXT", says: "what the value counts" },
} as const satisfies Readonly<Record<string, OptionDescription>>;

export const parameterBounds: Command = {
  name: "parameter bounds",
  summary: "Propose other bounds of a parameter; what is left out stays.",
  arguments: ["name"],
  options: { ...boundsOptions, ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, async (client) => {
      const key = input.argument("name");
      const { bounds } = await getParameter(client, { key });
      return client.calls.constitution.setBounds({ key, bounds: readBounds(input, bounds) });
    }),
};

export const parameterDefine: Command = {
  name: "parameter define",
  summary: "Propose a new parameter.",
  arguments: ["name", "value"],
  options: { type: { value: "TYPE", says: parameterTypes.join(", ") }, ...boundsOptions, ...draftOptions },
  run: async (place, input) =>
    deliverCall(place, input, ({ calls }) => {
      const kind = parameterTypes.find((known) => known === input.option("type"));
      if (kind === undefined) throw malformed("--type", input.option("type"), `one of ${parameterTypes.join(", ")}`);
      const widest = {
        kind,
        min: 0n,
        max: kind === "bool" ? 1n : 2n ** 160n - 1n,
        maxStep: 0n,
        coolDown: 1n,
        unit: kind,
      };
      return calls.constitution.defineParameter({
        key: input.argument("name"),
        value: readValue("VALUE", input.argument("value"), kind),
        bounds: readBounds(input, widest),
      });
    }),
};

function readBounds(input: Input, before: ParameterBounds): ParameterBounds {
  const read = (option: string, otherwise: bigint): bigint => {
    const text = input.optional(option);
    return text === null ? otherwise : readValue(`--${option}`, text, before.kind);
  };
  const coolDown = input.optional("cool-down");
  return {
    kind: before.kind,
    min: read("min", before.min),
    max: read("max", before.max),
    maxStep: read("max-step", before.maxStep),
    coolDown: coolDown === null ? before.coolDown : readTime("--cool-down", coolDown),
    unit: input.optional("unit") ?? before.unit,
  };
}
