import { writeUint } from "../crypto/batch/byteFields.ts";
import { fromHex } from "../crypto/commitment/toBytes32.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { PackedHead, PackedRegistration } from "../types/PackedRecord.ts";
import { parseBytes32 } from "../types/parseHex.ts";
import type { Suite } from "../types/Suite.ts";
import { parseInteger } from "./parseInteger.ts";

/** What `seal` answers and `register` takes. */
export interface SealedRegistration {
  readonly group: bigint;
  readonly epoch: bigint;
  readonly senderNonce: bigint;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
  readonly suite: Suite;
  /** A record that this one follows; it is not waited for. */
  readonly previous?: Bytes32 | undefined;
}

/** What no record has for an id. */
export const NO_RECORD = parseBytes32(`0x${"0".repeat(64)}`);

/** A sealed record as it is packed. @throws QuorateError INTEGER_MALFORMED */
export function toPackedRegistration(sealed: SealedRegistration, head: Omit<PackedHead, "nonce">): PackedRegistration {
  const { previous = NO_RECORD, contentRoot, bodyHash, suite } = sealed;
  return {
    kind: "registration",
    ...head,
    nonce: encodeNonce(sealed.senderNonce, 32),
    group: Number(parseInteger(sealed.group, 32)),
    epoch: Number(parseInteger(sealed.epoch, 32)),
    suite,
    contentRoot: fromHex(contentRoot),
    bodyHash: fromHex(bodyHash),
    previous: fromHex(previous),
  };
}

/** Seat, deadline and signer as they are packed, without a signature. @throws QuorateError INTEGER_MALFORMED */
export function toPackedHead(seat: bigint, deadline: bigint, signer: Uint8Array): Omit<PackedHead, "nonce"> {
  return {
    seat: Number(parseInteger(seat, 16)),
    deadline: Number(parseInteger(deadline, 48)),
    signer,
    signature: new Uint8Array(65),
  };
}

/** A nonce in so many bytes, the high one first. @throws QuorateError INTEGER_MALFORMED */
export function encodeNonce(nonce: bigint, width: 8 | 32): Uint8Array {
  const encoded = new Uint8Array(width);
  let rest = parseInteger(nonce, 8 * width);
  for (let end = width; end > 0; end -= 4, rest >>= 32n) writeUint(encoded, end - 4, 4, Number(rest & 0xffffffffn));
  return encoded;
}
