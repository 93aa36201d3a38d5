import { acknowledgeAll, type Bytes32, type Client, type MemberConsent, QuorateError } from "#sdk";

import { connectSender } from "../../clients/connect.ts";
import type { ConsentFile, ConsentSubject, JointSubject } from "../../consents/ConsentFile.ts";
import { describeSubject } from "../../consents/describeSubject.ts";
import { readConsentFile } from "../../consents/readConsentFile.ts";
import { sendAlone } from "../../consents/sendAlone.ts";
import { sendTogether } from "../../consents/sendTogether.ts";
import type { Command } from "../../terminal/Command.ts";
import { toJsonLine } from "../../terminal/toJson.ts";

/** What was sent, and what the chain left out of it. */
interface Sent {
  readonly sentence: string;
  readonly seats: readonly bigint[];
  readonly final?: readonly Bytes32[];
  readonly skipped?: readonly { readonly seat: bigint; readonly reason: string }[];
}

export const consentSubmit: Command = {
  name: "consent submit",
  summary:
    "Send what members signed; any account may. Signatures on the same thing count together, acknowledgements travel in one transaction.",
  arguments: ["files..."],
  run: async (place, input) => {
    const client = await connectSender(place);
    const paths = input.manyArguments("files");
    const files = await Promise.all(paths.map((path) => readConsentFile(path, client)));
    const unsigned = paths.filter((_, index) => files[index]?.consents.length === 0);
    if (paths.length === 0 || unsigned.length > 0) throw notSigned(unsigned);
    const subjects = merge(files);
    for (const { subject } of subjects) place.terminal.say(describeSubject(subject, client.names));
    await place.confirm("Send this?");
    const sent = await sendAll(client, subjects);
    return {
      json: { sent },
      lines: sent.flatMap(({ sentence, seats, skipped = [] }) => [
        `${sentence}: seats ${seats.join(", ")}`,
        ...skipped.map(({ seat, reason }) => `  not counted: seat ${seat} (${reason})`),
      ]),
    };
  },
};

type Merged = Pick<ConsentFile, "subject" | "consents">;

/** Signatures on the same thing count together, a seat's once. */
function merge(files: readonly ConsentFile[]): readonly Merged[] {
  const merged = new Map<string, Merged>();
  for (const { subject, consents } of files) {
    const place = toJsonLine(subject);
    const before = merged.get(place)?.consents ?? [];
    const added = consents.filter(({ seat }) => before.every((given) => given.seat !== seat));
    merged.set(place, { subject, consents: [...before, ...added] });
  }
  return [...merged.values()];
}

async function sendAll(client: Client, subjects: readonly Merged[]): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const acknowledgements: { recordId: Bytes32; consent: MemberConsent }[] = [];
  for (const { subject, consents } of subjects) {
    const sentence = describeSubject(subject, client.names);
    const seats = consents.map(({ seat }) => seat);
    if (subject.verb === "acknowledge") {
      acknowledgements.push(...consents.map((consent) => ({ recordId: subject.recordId, consent })));
    } else if (isJoint(subject)) {
      await sendTogether(client, subject, consents);
      sent.push({ sentence, seats });
    } else {
      for (const consent of consents) await sendAlone(client, subject, { seat: consent.seat, consent });
      sent.push({ sentence, seats });
    }
  }
  if (acknowledgements.length === 0) return sent;
  const { final, skipped } = await acknowledgeAll(client, { acknowledgements });
  const sentence = `Acknowledge ${acknowledgements.length} times; ${final.length} records are final by it`;
  return [...sent, { sentence, seats: acknowledgements.map(({ consent }) => consent.seat), final, skipped }];
}

function isJoint(subject: ConsentSubject): subject is JointSubject {
  return subject.verb === "shred" || subject.verb === "grant" || subject.verb === "changeGroup";
}

function notSigned(files: readonly string[]): QuorateError {
  return new QuorateError({
    code: "CHECK_FAILED",
    summary: files.length === 0 ? "No consent file was named." : `Nobody has signed ${files.join(", ")}.`,
    remedy: "Sign it with a key of the member that consents: quorate consent sign FILE --key SOURCE.",
    facts: { files },
  });
}
