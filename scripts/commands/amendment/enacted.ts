import { findAmendment } from "../../amendments/amendments.ts";
import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { openPlace } from "./openPlace.ts";

export const amendmentEnacted: Command = {
  name: "amendment enacted",
  summary: "Say whether the chain shows an amendment already.",
  arguments: ["number"],
  run: async (place, input) => {
    const amendment = findAmendment(input.argument("number"));
    const { number, isEnacted } = amendment;
    const client = await connectReader(place);
    const answer = await isEnacted(client, await openPlace(place, amendment));
    return { json: { number, isEnacted: answer }, lines: [answer ? "enacted" : "not enacted"] };
  },
};
