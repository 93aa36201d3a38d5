import { AbiCoder, computeAddress, getBytes, id, TypedDataEncoder } from "ethers";
import secp256k1 from "secp256k1";

import { createRecordDigester, packRecord, type RecordPlace } from "#sdk/receipts";

/** Calls to be signed. */
export interface CallsParameters {
  readonly place: RecordPlace;
  readonly target: string;
  readonly secrets: readonly string[];
  /** Of each signer. */
  readonly perSigner: number;
  readonly firstNonce: number;
  /** The seat of the first signer. */
  readonly firstSeat: number;
}

/** A call as its member signed it. */
export interface SignedCall {
  readonly packed: Uint8Array;
  /** Digest and signature, 97 bytes: what an execution has to recover. */
  readonly recovered: Uint8Array;
}

/** Gas that each call is signed for. */
const CALL_GAS = 20_000;
const DEADLINE = 2 ** 40;
const SELECTOR = getBytes(id("take(uint256)").slice(0, 10));

/** The data of a call: a function and a number. */
export function callData(nonce: number): Uint8Array {
  return Uint8Array.from([...SELECTOR, ...getBytes(AbiCoder.defaultAbiCoder().encode(["uint256"], [nonce]))]);
}

/** Signs calls of `target`, those of one member after those of another. */
export function signCalls(parameters: CallsParameters): readonly SignedCall[] {
  const { place, target, secrets, perSigner, firstNonce, firstSeat } = parameters;
  const digestOf = createRecordDigester(place);
  return secrets.flatMap((secret, index) =>
    Array.from({ length: perSigner }, (_, offset) => {
      const nonce = new Uint8Array(8);
      new DataView(nonce.buffer).setBigUint64(0, BigInt(firstNonce + offset));
      const packed = packRecord({
        kind: "call",
        seat: firstSeat + index,
        deadline: DEADLINE,
        signer: getBytes(computeAddress(secret)),
        nonce,
        target: getBytes(target),
        gas: CALL_GAS,
        data: callData(firstNonce + offset),
        signature: new Uint8Array(65).fill(27),
      });
      const digest = digestOf(packed);
      const signature = signDigest(digest, secret);
      packed.set(signature, packed.length - 65);
      return { packed, recovered: Uint8Array.from([...digest, ...signature]) };
    }),
  );
}

/** The same calls as OpenZeppelin's forwarder takes them. */
export function signForwardRequests(parameters: CallsParameters & { readonly forwarder: string }): readonly unknown[] {
  const { place, target, secrets, perSigner, firstNonce, forwarder } = parameters;
  const domain = { name: "Peer", version: "1", chainId: place.chainId, verifyingContract: forwarder };
  return secrets.flatMap((secret) =>
    Array.from({ length: perSigner }, (_, offset) => {
      const nonce = firstNonce + offset;
      const [from, data] = [computeAddress(secret), callData(nonce)];
      const request = { from, to: target, value: 0, gas: CALL_GAS, deadline: DEADLINE, data };
      const digest = getBytes(TypedDataEncoder.hash(domain, FORWARD_REQUEST, { ...request, nonce }));
      return { ...request, signature: signDigest(digest, secret) };
    }),
  );
}

const FORWARD_REQUEST = {
  ForwardRequest: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "gas", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
    { name: "data", type: "bytes" },
  ],
};

function signDigest(digest: Uint8Array, secret: string): Uint8Array {
  const { signature, recid } = secp256k1.ecdsaSign(Uint8Array.from(digest), getBytes(secret));
  return Uint8Array.from([...signature, 27 + recid]);
}

/** Packed calls, one after another. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
