import { type Address, hashGroupChange, type MemberAction } from "#sdk";
import { computeKeyId, computeRecordContext, computeRecordId } from "#sdk/records";

import type { ConsentSubject } from "./ConsentFile.ts";

/** Where and by whom it is done: what a record's id depends on. */
export interface ActionPlace {
  readonly chainId: bigint;
  readonly registry: Address;
  readonly seat: bigint;
}

/** What is signed for a subject; ids and hashes are computed from it, so that no file can show one thing and have another signed. */
export function toMemberAction(subject: ConsentSubject, { seat: sender, ...place }: ActionPlace): MemberAction {
  switch (subject.verb) {
    case "registerKey": {
      const { verb, purpose, notBefore, notAfter } = subject;
      return { verb, keyId: computeKeyId(subject), purpose, notBefore, notAfter };
    }
    case "register": {
      const { verb, group, epoch, senderNonce, contentRoot, bodyHash, suite, previous } = subject;
      const recordContext = computeRecordContext({ ...place, group, epoch, sender, senderNonce });
      return { verb, recordId: computeRecordId({ recordContext, contentRoot, bodyHash }), suite, previous };
    }
    case "changeGroup": {
      const { verb, group, expectedEpoch } = subject;
      return { verb, group, expectedEpoch, contentHash: hashGroupChange(subject) };
    }
    default:
      return subject;
  }
}
