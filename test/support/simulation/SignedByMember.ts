import { createRecordDigester, packRecord } from "#sdk/receipts";

import { toHex } from "../../../batcher/src/records.ts";
import { accountOf, secretOf, signDigest } from "./createSigner.ts";
import { PLACE } from "./place.ts";
import type { SeededRandom } from "./SeededRandom.ts";

/** Why a record should be refused, or that it should not. */
export type Nature = "good" | "ill-signed" | "late" | "far";

/** A record as its member knows it. */
export interface SignedByMember {
  readonly bytes: Uint8Array;
  readonly digest: string;
  readonly deadline: number;
  /** Kind, seat and nonce: what may be used once. */
  readonly nonceName: string;
  readonly nonce: number;
  readonly kind: MadeKind;
  readonly nature: Nature;
}

/** Kinds that members make. */
export const madeKinds = ["registration", "registration", "call", "bundle"] as const;
/** A kind that members make. */
export type MadeKind = (typeof madeKinds)[number];

/** What to make. */
export interface MakeParameters {
  readonly seat: number;
  readonly kind: MadeKind;
  readonly nonce: number;
  readonly deadline: number;
  readonly nature: Nature;
  readonly random: SeededRandom;
}

const digestOf = createRecordDigester(PLACE);
const SIGNATURE_BYTES = 65;

/** Secret of the key of a seat's member. */
export function secretOfSeat(seat: number): Uint8Array {
  return secretOf(100 + seat);
}

/** Makes a signed record of a member. */
export function makeRecord({ seat, kind, nonce, deadline, nature, random }: MakeParameters): SignedByMember {
  const secret = secretOfSeat(seat);
  const bytes = pack({ seat, deadline, signer: accountOf(secret), signature: new Uint8Array(SIGNATURE_BYTES) });
  const digest = digestOf(bytes).slice();
  bytes.set(signDigest(nature === "ill-signed" ? secretOf(99) : secret, digest), bytes.length - SIGNATURE_BYTES);
  return { bytes, digest: toHex(digest), deadline, nonceName: `${kind} ${seat} ${nonce}`, nonce, kind, nature };

  function pack(head: {
    readonly seat: number;
    readonly deadline: number;
    readonly signer: Uint8Array;
    readonly signature: Uint8Array;
  }): Uint8Array {
    if (kind === "registration") {
      const [contentRoot, bodyHash] = [random.bytes(32), wordOf(nonce, 32)];
      const facts = { group: 1, epoch: 1, suite: 1, contentRoot, bodyHash, previous: new Uint8Array(32) };
      return packRecord({ ...head, kind, nonce: wordOf(nonce, 32), ...facts });
    }
    if (kind === "bundle")
      return packRecord({ ...head, kind, nonce: wordOf(nonce, 8), digests: random.bytes(32 * random.between(1, 3)) });
    const call = {
      target: random.bytes(20),
      gas: random.between(1, 100_000),
      data: random.bytes(random.between(0, 40)),
    };
    return packRecord({ ...head, kind, nonce: wordOf(nonce, 8), ...call });
  }
}

function wordOf(value: number, width: number): Uint8Array {
  const word = new Uint8Array(width);
  new DataView(word.buffer).setUint32(width - 4, value);
  return word;
}
