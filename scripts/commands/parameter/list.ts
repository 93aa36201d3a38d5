import { formatBounds, formatParameterValue, listParameters } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatTable } from "../../terminal/formatTable.ts";

export const parameterList: Command = {
  name: "parameter list",
  summary: "List the parameters with values, versions and bounds.",
  run: async (place) => {
    const parameters = await listParameters(await connectReader(place));
    const rows = parameters.map(({ key, value, version, bounds }) => [
      key,
      formatParameterValue(value, bounds),
      String(version),
      formatBounds(bounds),
    ]);
    return { json: parameters, lines: formatTable(["parameter", "value", "version", "bounds"], rows) };
  },
};
