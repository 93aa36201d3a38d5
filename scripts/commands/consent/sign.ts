import { formatMoment, signConsent } from "#sdk";

import { toBallotSigner } from "../../clients/toBallotSigner.ts";
import { describeSubject } from "../../consents/describeSubject.ts";
import { readConsentFile } from "../../consents/readConsentFile.ts";
import { toMemberAction } from "../../consents/toMemberAction.ts";
import { writeConsentFile } from "../../consents/writeConsentFile.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import type { Command } from "../../terminal/Command.ts";
import { readMoment, readSeat } from "../../terminal/readValues.ts";
import { offlineOptions, readOfflineKnowledge } from "../ballot/openFile.ts";

export const consentSign: Command = {
  name: "consent sign",
  summary: "Sign what a consent file says, after showing it. The signature is added to the file. Speaks to no chain.",
  arguments: ["file"],
  options: {
    seat: { value: "SEAT", says: "the seat that consents, or its name (default: the one that the file is for)" },
    deadline: { value: "MOMENT", says: "until when it may be sent (default: +7d)" },
    out: { value: "FILE", says: "a new file for it (default: the signature is added to the file)" },
    ...offlineOptions,
  },
  run: async (place, input) => {
    const path = input.argument("file");
    const { chosen, options } = await readOfflineKnowledge(place, input);
    const { chainId, modules, names } = options;
    const file = await readConsentFile(path, { chainId });
    const seat = file.seat ?? readSeat("--seat", input.option("seat"), names);
    const deadline = await readMoment("--deadline", input.optional("deadline") ?? "+7d", null);
    const sentence = `${describeSubject(file.subject, names)}, by ${nameSeat({ names }, seat)}`;
    place.terminal.say(`${sentence}. May be sent until ${formatMoment(deadline)}.`);
    await place.confirm("Sign this?");
    const signer = toBallotSigner(await place.key(chainId, null), chosen);
    const action = toMemberAction(file.subject, { chainId, registry: modules.confidentialRegistry, seat });
    const consent = await signConsent({ chainId, modules, seat, deadline, action, signer, signal: place.signal });
    const consents = [...file.consents.filter((given) => given.seat !== seat), consent];
    const out = input.optional("out");
    await writeConsentFile(out ?? path, { ...file, consents }, names, out === null);
    return {
      json: { file: out ?? path, seat, deadline, consents: consents.length },
      lines: [`${out ?? path}: ${sentence} (${consents.length} signatures)`],
    };
  },
};
