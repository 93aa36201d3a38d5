import { type Client, changeGroup, grant, type MemberConsent, type Receipt, shred } from "#sdk";

import type { JointSubject } from "./ConsentFile.ts";

/** Sends what several members do together. */
export async function sendTogether(
  client: Client,
  subject: JointSubject,
  consents: readonly MemberConsent[],
): Promise<{ readonly receipt: Receipt }> {
  switch (subject.verb) {
    case "shred":
      return shred(client, { recordId: subject.recordId, consents });
    case "grant":
      return grant(client, { ...subject, consents });
    case "changeGroup":
      return changeGroup(client, { ...subject, consents });
  }
}
