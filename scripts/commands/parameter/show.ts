import { formatBounds, formatMoment, formatParameterValue, getParameter } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const parameterShow: Command = {
  name: "parameter show",
  summary: "Show one parameter.",
  arguments: ["name"],
  run: async (place, input) => {
    const parameter = await getParameter(await connectReader(place), { key: input.argument("name") });
    const { key, value, version, changedAt, bounds } = parameter;
    return {
      json: parameter,
      lines: [
        `${key}: ${formatParameterValue(value, bounds)} (version ${version})`,
        `  bounds        ${formatBounds(bounds)}`,
        `  last changed  ${formatMoment(changedAt)}`,
      ],
    };
  },
};
