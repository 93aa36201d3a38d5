import { decodeUint32 } from "../../../sdk/src/crypto/commitment/encodeUint32.ts";
import { addressEnvelope } from "../../../sdk/src/crypto/envelope/checkEnvelope.ts";
import { drainStream } from "../../../sdk/src/crypto/stream/drainStream.ts";
import type { Bytes32 } from "../../../sdk/src/types/Hex.ts";
import { createParties, deliver } from "./parties.ts";

const PIECE_BYTES = 65_536;

/** An envelope of any length that stores cannot tell from a real one, since they have no key. */
export interface LongEnvelope {
  readonly address: Bytes32;
  readonly bytes: number;
  readonly read: () => AsyncGenerator<Uint8Array>;
}

/** The head of a real envelope before so many bytes that nobody sealed. */
export async function createLongEnvelope(ciphertextBytes: number): Promise<LongEnvelope> {
  const { envelope } = await deliver({ recipients: await createParties(2) });
  const head = envelope.slice(0, 4 + decodeUint32(envelope));
  async function* read(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let at = 0; at < ciphertextBytes; at += PIECE_BYTES)
      yield new Uint8Array(Math.min(PIECE_BYTES, ciphertextBytes - at)).fill(at / PIECE_BYTES);
  }
  return { address: await computeAddress(read()), bytes: head.length + ciphertextBytes, read };
}

/** The address of an envelope. */
export async function computeAddress(envelope: AsyncIterable<Uint8Array>): Promise<Bytes32> {
  const found: Bytes32[] = [];
  await drainStream(addressEnvelope(envelope, (address) => found.push(address)));
  const [address] = found;
  if (address === undefined) throw new Error("an envelope has an address");
  return address;
}
