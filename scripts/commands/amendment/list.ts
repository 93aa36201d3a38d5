import { amendments } from "../../amendments/amendments.ts";
import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { openPlace } from "./openPlace.ts";

export const amendmentList: Command = {
  name: "amendment list",
  summary: "List the amendments and whether the chain shows them already.",
  run: async (place) => {
    const client = await connectReader(place);
    const listed = await Promise.all(
      amendments.map(async (amendment) => ({
        number: amendment.number,
        description: amendment.description,
        isEnacted: await amendment.isEnacted(client, await openPlace(place, amendment)),
      })),
    );
    const lines = listed.map(({ number, description, isEnacted }) => {
      return `${String(number).padStart(4, "0")}  ${isEnacted ? "enacted " : "not yet "}  ${description}`;
    });
    return { json: listed, lines };
  },
};
