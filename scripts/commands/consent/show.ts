import { formatMoment } from "#sdk";

import { describeSubject } from "../../consents/describeSubject.ts";
import { readConsentFile } from "../../consents/readConsentFile.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import type { Command } from "../../terminal/Command.ts";
import { offlineOptions, readOfflineKnowledge } from "../ballot/openFile.ts";

export const consentShow: Command = {
  name: "consent show",
  summary: "Show what a consent file says, and who signed it. Speaks to no chain, and checks no signature.",
  arguments: ["file"],
  options: offlineOptions,
  run: async (place, input) => {
    const { chainId, names } = (await readOfflineKnowledge(place, input)).options;
    const file = await readConsentFile(input.argument("file"), { chainId });
    const sentence = describeSubject(file.subject, names);
    return {
      json: { ...file, sentence },
      lines: [
        sentence,
        ...(file.consents.length === 0 ? ["  not signed yet"] : []),
        ...file.consents.map(
          ({ seat, deadline, signer }) =>
            `  signed for ${nameSeat({ names }, seat)} by ${signer}, until ${formatMoment(deadline)}`,
        ),
      ],
    };
  },
};
