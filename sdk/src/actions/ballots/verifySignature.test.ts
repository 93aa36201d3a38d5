import { expect } from "chai";
import { AbiCoder, concat, getBytes, id, toBeHex, toUtf8Bytes, Wallet } from "ethers";

import { drawVerifiedKey } from "../../../../scripts/keys/drawVerifiedKey.ts";
import { hashTypedData } from "../../crypto/hashTypedData.ts";
import { joinSigner } from "../../crypto/joinSigner.ts";
import { parseP256Signature } from "../../crypto/parseP256Signature.ts";
import { toP256Signer } from "../../crypto/toP256Signer.ts";
import { toRsaSigner } from "../../crypto/toRsaSigner.ts";
import { toWebAuthnSigner } from "../../crypto/toWebAuthnSigner.ts";
import { WEB_AUTHN_FIELDS } from "../../crypto/verifyWebAuthn.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { AbiValues } from "../../types/AbiValues.ts";
import type { TypedData } from "../../types/BallotSigner.ts";
import type { Hex } from "../../types/Hex.ts";
import { parseAddress } from "../../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../../types/parseHex.ts";
import { toAccountSigner } from "./toAccountSigner.ts";
import { verifySignature } from "./verifySignature.ts";

const verifier = parseAddress(`0x${"77".repeat(20)}`);
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ballot: TypedData = {
  domain: { name: "Quorate Governor", version: "1", chainId: 7n, verifyingContract: verifier },
  types: { MemberBallot: [{ name: "proposalId", type: "uint256" }] },
  message: { proposalId: 9n },
};
const digest = hashTypedData(ballot);
const other = parseBytes32(id("another ballot"));

function flipByte(bytes: Hex, place: number): Hex {
  const start = 2 + 2 * place;
  const flipped = Number.parseInt(bytes.slice(start, start + 2), 16) ^ 1;
  return parseHex(`${bytes.slice(0, start)}${toBeHex(flipped, 1).slice(2)}${bytes.slice(start + 2)}`);
}

/** r and s as passkeys give them. */
function toDer(pair: string): string {
  const integer = (digits: string): string => {
    const bare = digits.replace(/^(?:00)+/, "");
    const padded = Number.parseInt(bare.slice(0, 2), 16) > 127 ? `00${bare}` : bare;
    return `02${toBeHex(padded.length / 2, 1).slice(2)}${padded}`;
  };
  const body = `${integer(pair.slice(2, 66))}${integer(pair.slice(66))}`;
  return `0x30${toBeHex(body.length / 2, 1).slice(2)}${body}`;
}

describe("verifySignature", () => {
  for (const kind of ["p256", "webauthn", "rsa"] as const) {
    it(`knows the signature of a ${kind} key, and no other`, async () => {
      const [key, stranger] = await Promise.all([drawVerifiedKey(kind), drawVerifiedKey(kind)]);
      const signer = joinSigner(verifier, parseHex(key.publicKey.key));
      const signature = parseHex(key.signDigest(digest));
      const verifiers = { [verifier]: kind };
      expect(await verifySignature({ signer, digest, signature, verifiers })).to.equal("valid");
      expect(await verifySignature({ signer, digest, signature })).to.equal("unknowable");
      for (const wrong of [
        { signer, digest: other, signature },
        { signer, digest, signature: parseHex(stranger.signDigest(digest)) },
        { signer: joinSigner(verifier, parseHex(stranger.publicKey.key)), digest, signature },
        { signer, digest, signature: parseHex("0x") },
        { signer, digest, signature: flipByte(signature, 9) },
        { signer: joinSigner(verifier, parseHex("0x1234")), digest, signature },
      ]) {
        expect(await verifySignature({ ...wrong, verifiers })).to.equal("invalid");
      }
    });
  }

  it("knows an account's signature; what does not fit may be a contract's", async () => {
    const wallet = Wallet.createRandom();
    const signer = await toAccountSigner(wallet);
    const signature = await signer.sign(digest, ballot);
    expect(await verifySignature({ signer: signer.signer, digest, signature })).to.equal("valid");
    expect(await verifySignature({ signer: signer.signer, digest: other, signature })).to.equal("unknowable");
    expect(await verifySignature({ signer: signer.signer, digest, signature: parseHex("0x1234") })).to.equal(
      "unknowable",
    );
    expect(await verifySignature({ signer: parseHex("0x12"), digest, signature })).to.equal("invalid");
  });

  it("refuses an assertion of an absent person, of another kind, or for another challenge", async () => {
    const key = await drawVerifiedKey("webauthn");
    const signer = joinSigner(verifier, parseHex(key.publicKey.key));
    const verifiers = { [verifier]: "webauthn" } as const;
    const fields = new AbiValues(AbiCoder.defaultAbiCoder().decode(WEB_AUTHN_FIELDS, key.signDigest(digest)));
    const parts = [
      fields.bytes32(0),
      fields.bytes32(1),
      fields.integer(2),
      fields.integer(3),
      fields.bytes(4),
      fields.text(5),
    ];
    const absent = getBytes(fields.bytes(4));
    absent[32] = 0;
    for (const [place, value] of [
      [4, absent],
      [3, 0n],
      [2, 0n],
      [5, fields.text(5).replace("webauthn.get", "webauthn.new")],
    ] as const) {
      const changed = parts.map((part, index) => (index === place ? value : part));
      const signature = parseHex(AbiCoder.defaultAbiCoder().encode(WEB_AUTHN_FIELDS, changed));
      expect(await verifySignature({ signer, digest, signature, verifiers })).to.equal("invalid");
    }
  });
});

describe("signers of verified keys", () => {
  it("sign what the verifier takes, from what their devices answer", async () => {
    const key = await drawVerifiedKey("p256");
    const publicKey = parseHex(key.publicKey.key);
    const answers = [
      (pair: string) => pair,
      toDer,
      // The high twin, which some devices give.
      (pair: string) => concat([pair.slice(0, 66), toBeHex(P256_ORDER - BigInt(`0x${pair.slice(66)}`), 32)]),
    ];
    for (const answer of answers) {
      const signer = toP256Signer({
        verifier,
        publicKey,
        signDigest: async (bytes) =>
          getBytes(answer(key.signDigest(parseHex(`0x${Buffer.from(bytes).toString("hex")}`)))),
      });
      const signature = await signer.sign(digest, ballot);
      expect(
        await verifySignature({ signer: signer.signer, digest, signature, verifiers: { [verifier]: "p256" } }),
      ).to.equal("valid");
    }
  });

  it("sign with a passkey as browsers give its assertion", async () => {
    const key = await drawVerifiedKey("webauthn");
    const signer = toWebAuthnSigner({
      verifier,
      publicKey: parseHex(key.publicKey.key),
      assert: async (challenge) => {
        const made = key.signDigest(parseHex(`0x${Buffer.from(challenge).toString("hex")}`));
        const fields = new AbiValues(AbiCoder.defaultAbiCoder().decode(WEB_AUTHN_FIELDS, made));
        return {
          authenticatorData: getBytes(fields.bytes(4)),
          clientDataJSON: toUtf8Bytes(fields.text(5)).slice().buffer,
          signature: getBytes(toDer(concat([fields.bytes32(0), fields.bytes32(1)]))),
        };
      },
    });
    const signature = await signer.sign(digest, ballot);
    expect(
      await verifySignature({ signer: signer.signer, digest, signature, verifiers: { [verifier]: "webauthn" } }),
    ).to.equal("valid");
  });

  it("sign with an RSA key", async () => {
    const key = await drawVerifiedKey("rsa");
    const parts = new AbiValues(AbiCoder.defaultAbiCoder().decode(["bytes", "bytes"], key.publicKey.key));
    const signer = toRsaSigner({
      verifier,
      exponent: parts.bytes(0),
      modulus: parts.bytes(1),
      signMessage: async (message) => getBytes(key.signDigest(parseHex(`0x${Buffer.from(message).toString("hex")}`))),
    });
    const signature = await signer.sign(digest, ballot);
    expect(
      await verifySignature({ signer: signer.signer, digest, signature, verifiers: { [verifier]: "rsa" } }),
    ).to.equal("valid");
  });

  it("are refused where the device answers something else", () => {
    for (const wrong of [
      "0x",
      "0x3000",
      "0x300602010102010100",
      `0x${"00".repeat(64)}`,
      `0x${"ff".repeat(64)}`,
      "0x3006020101030101",
    ]) {
      expect(() => parseP256Signature(parseHex(wrong)), wrong)
        .to.throw(QuorateError)
        .and.include({ code: "SIGNATURE_MALFORMED" });
    }
  });
});
