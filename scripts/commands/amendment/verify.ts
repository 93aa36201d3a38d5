import { QuorateError } from "#sdk";

import { findAmendment } from "../../amendments/amendments.ts";
import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { openPlace } from "./openPlace.ts";

export const amendmentVerify: Command = {
  name: "amendment verify",
  summary: "Hold the chain against what an amendment promised.",
  arguments: ["number"],
  run: async (place, input) => {
    const amendment = findAmendment(input.argument("number"));
    const { number, description, verify } = amendment;
    const client = await connectReader(place);
    const faults = await verify(client, await openPlace(place, amendment));
    if (faults.length === 0)
      return { json: { number, isKept: true }, lines: [`Amendment ${number} is kept: ${description}`] };
    throw new QuorateError({
      code: "AMENDMENT_NOT_ENACTED",
      summary: `The chain does not show amendment ${number}.`,
      remedy: "Each difference is listed below.",
      facts: { number },
      faults,
    });
  },
};
