import { startRotation } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";
import { readSigner } from "./readSigner.ts";

export const keyRotate: Command = {
  name: "key rotate",
  summary: "Ask that the key of --key be replaced by another after the cool-down.",
  arguments: ["signer"],
  run: async (place, input) => {
    const client = await connectSender(place);
    const newSigner = await readSigner(place, input.argument("signer"));
    const { receipt } = await startRotation(client, { newSigner });
    return {
      json: { newSigner, receipt },
      lines: [`${newSigner} takes over after the cool-down; complete it then with quorate key complete-rotation.`],
    };
  },
};
