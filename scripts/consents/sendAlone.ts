import {
  acknowledge,
  answer,
  type Client,
  cancelRecord,
  confirmShred,
  endKey,
  type MemberConsent,
  type Receipt,
  register,
  registerKey,
  reject,
  reportCompromise,
  standBy,
  supersede,
} from "#sdk";

import type { SoleSubject } from "./ConsentFile.ts";

/** Who acts: with a consent whoever signed it, without one the client's own signer. */
interface Acting {
  readonly seat: bigint;
  readonly consent?: MemberConsent;
}

/** Sends what one member does alone. */
export async function sendAlone(
  client: Client,
  subject: SoleSubject,
  acting: Acting,
): Promise<{ readonly receipt: Receipt }> {
  switch (subject.verb) {
    case "registerKey":
      return registerKey(client, { ...subject, ...acting });
    case "endKey":
      return endKey(client, { ...subject, ...acting });
    case "reportCompromise":
      return reportCompromise(client, { ...subject, ...acting });
    case "register":
      return register(client, { ...subject, ...acting });
    case "acknowledge":
      return acknowledge(client, { ...subject, ...acting });
    case "standBy":
      return standBy(client, { ...subject, ...acting });
    case "cancelRecord":
      return cancelRecord(client, { ...subject, ...acting });
    case "confirmShred":
      return confirmShred(client, { ...subject, ...acting });
    case "reject":
      return reject(client, { ...subject, ...acting });
    case "answer":
      return answer(client, { ...subject, ...acting });
    case "supersede":
      return supersede(client, { ...subject, ...acting });
  }
}
