import { computeAddress } from "ethers";
import secp256k1 from "secp256k1";

import { createRecordDigester, packRecord, parseAddress, type RecordPlace } from "#sdk/receipts";

import { SIGNERS, type Site } from "../site/Site.ts";

/** What is signed before anything is measured. */
export interface LoadParameters {
  readonly site: Site;
  /** Unix seconds of the chain. */
  readonly deadline: number;
  /** How many records; bundles hold a hundred digests each. */
  readonly count: number;
  readonly perRequest: number;
  readonly kind: "registration" | "bundle";
  /** Each member's nonces begin here. */
  readonly firstNonce: number;
}

/** Requests in the order in which they are sent. One record in a hundred has a bad signature, one was sent before. */
export interface Load {
  readonly requests: readonly Uint8Array[];
  /** Of each record of each request, 32 bytes. */
  readonly digests: readonly Uint8Array[];
  readonly bad: number;
  readonly replays: number;
}

/** Digests of one bundle. */
export const ITEMS = 100;
const NO_SIGNATURE = new Uint8Array(65).fill(27);
/** A replay is of a record that was sent so many records before. */
const REPLAY_DISTANCE = 4_000;

/** Signs a load: members take turns request by request. */
export function drawLoad({ site, deadline, count, perRequest, kind, firstNonce }: LoadParameters): Load {
  const digestOf = createRecordDigester(toPlace(site));
  const signers = site.signerSecrets.map((secret, index) => toSigner(secret, index, firstNonce));
  const sent: Uint8Array[] = [];
  const requests: Uint8Array[] = [];
  const digests: Uint8Array[] = [];
  let [bad, replays] = [0, 0];
  for (let first = 0; first < count; first += perRequest) {
    const request: Uint8Array[] = [];
    const signer = signers[(first / perRequest) % SIGNERS];
    if (signer === undefined) throw new RangeError("nobody signs");
    for (let index = first; index < Math.min(first + perRequest, count); index += 1) {
      const earlier = index % 100 === 73 ? sent[index - REPLAY_DISTANCE] : undefined;
      const packed = earlier ?? sign(signer, kind, deadline, digestOf);
      if (earlier !== undefined) replays += 1;
      else if (index % 100 === 37) {
        bad += 1;
        packed[packed.length - 40] = (packed[packed.length - 40] ?? 0) ^ 1;
      }
      sent.push(packed);
      request.push(packed);
    }
    requests.push(concatenate(request));
    digests.push(concatenate(request.map((packed) => digestOf(packed))));
  }
  return { requests, digests, bad, replays };
}

/** The place that records are signed for. */
export function toPlace({ chainId, registry, anchor, executor }: Site): RecordPlace {
  return {
    chainId: BigInt(chainId),
    registry: parseAddress(registry),
    anchor: parseAddress(anchor),
    executor: parseAddress(executor),
  };
}

interface LoadSigner {
  readonly seat: number;
  readonly secret: Uint8Array;
  readonly account: Uint8Array;
  nextNonce: number;
}

function toSigner(secret: string, index: number, nextNonce: number): LoadSigner {
  const account = Uint8Array.from(Buffer.from(computeAddress(secret).slice(2), "hex"));
  return { seat: index + 1, secret: Uint8Array.from(Buffer.from(secret.slice(2), "hex")), account, nextNonce };
}

function sign(
  signer: LoadSigner,
  kind: LoadParameters["kind"],
  deadline: number,
  digestOf: (packed: Uint8Array) => Uint8Array,
): Uint8Array {
  const { seat, secret, account, nextNonce: nonce } = signer;
  signer.nextNonce += 1;
  const packed =
    kind === "registration" ? draw(seat, account, deadline, nonce) : drawBundle(seat, account, deadline, nonce);
  const { signature, recid } = secp256k1.ecdsaSign(digestOf(packed), secret);
  packed.set(signature, packed.length - 65);
  packed[packed.length - 1] = 27 + recid;
  return packed;
}

function draw(seat: number, signer: Uint8Array, deadline: number, nonce: number): Uint8Array {
  return packRecord({
    kind: "registration",
    seat,
    deadline,
    signer,
    nonce: toBytes(nonce, 32),
    group: 1,
    epoch: 1,
    suite: 1,
    contentRoot: toBytes(nonce * 64 + seat, 32),
    bodyHash: toBytes(nonce, 32),
    previous: new Uint8Array(32),
    signature: NO_SIGNATURE,
  });
}

function drawBundle(seat: number, signer: Uint8Array, deadline: number, nonce: number): Uint8Array {
  const digests = new Uint8Array(32 * ITEMS);
  for (let item = 0; item < ITEMS; item += 1) digests.set(toBytes((nonce * 64 + seat) * ITEMS + item, 32), 32 * item);
  return packRecord({
    kind: "bundle",
    seat,
    deadline,
    signer,
    nonce: toBytes(nonce, 8),
    digests,
    signature: NO_SIGNATURE,
  });
}

function toBytes(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  new DataView(bytes.buffer).setBigUint64(length - 8, BigInt(value));
  return bytes;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
