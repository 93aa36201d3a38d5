import { formatMoment, type Names } from "#sdk";

import { nameSeat, nameSeats } from "../records/nameSeats.ts";
import type { ConsentSubject } from "./ConsentFile.ts";

/** What is consented to, in a sentence of its own making: what a file says of itself is not believed. */
export function describeSubject(subject: ConsentSubject, names: Names): string {
  switch (subject.verb) {
    case "registerKey":
      return `Publish the encryption key ${subject.publicKey.slice(0, 66)} of suite ${subject.suite} until ${formatMoment(subject.notAfter)}`;
    case "endKey":
      return `End the encryption key ${subject.keyId}`;
    case "reportCompromise":
      return `Report that others may have the encryption key ${subject.keyId} since ${formatMoment(subject.since)}`;
    case "register":
      return `Register a record in group ${subject.group}, epoch ${subject.epoch}, with the content ${subject.contentRoot}`;
    case "acknowledge":
      return `Acknowledge the record ${subject.recordId}: it was decrypted, everything matches, the bytes are kept`;
    case "standBy":
      return `Stand by the rejection of the record ${subject.recordId}`;
    case "cancelRecord":
      return `Take the record ${subject.recordId} back`;
    case "shred":
      return `Have the record ${subject.recordId} destroyed`;
    case "confirmShred":
      return `Confirm that key, text and copies of the record ${subject.recordId} are destroyed`;
    case "reject":
      return `Reject the record ${subject.recordId}: ${subject.reason}`;
    case "answer":
      return `Answer the rejection of the record ${subject.recordId} by ${nameSeat({ names }, subject.rejecter)}`;
    case "supersede":
      return `Replace the record ${subject.recordId} by ${subject.newId}`;
    case "grant":
      return `Let the key ${subject.keyId} read the record ${subject.recordId}`;
    case "changeGroup":
      return `Change group ${subject.group} from epoch ${subject.expectedEpoch} on to ${nameSeats({ names }, subject.seats)}; mandatory: ${nameSeats({ names }, subject.mandatory)}; final with ${subject.policy.minAcks}`;
  }
}
