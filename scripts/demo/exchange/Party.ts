import type { Bytes32 } from "#sdk";
import type { DirectoryStore, KeyStore } from "#sdk/node";
import type { EnvelopeStore } from "#sdk/records";

import type { Member } from "../cast/Member.ts";

/** A member that exchanges records, with everything that its own machine keeps. */
export interface Party {
  readonly member: Member;
  /** Its decryption keys: a file that only it opens. */
  readonly keyStore: KeyStore;
  /** Its envelopes: a folder. */
  readonly store: DirectoryStore;
  /** The same folder as the other parties reach it, over HTTP. */
  readonly remote: EnvelopeStore;
  /** The key that records are sealed to. */
  readonly keyId: Bytes32;
}
