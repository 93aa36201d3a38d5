import { expect } from "chai";

import { signAcceptance } from "../actions/members/signAcceptance.ts";
import { toP256Signer } from "../crypto/toP256Signer.ts";
import { toRsaSigner } from "../crypto/toRsaSigner.ts";
import { toWebAuthnSigner } from "../crypto/toWebAuthnSigner.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { BallotSigner } from "../types/BallotSigner.ts";
import { parseAddress } from "../types/parseAddress.ts";
import { parseBytes32, parseHex } from "../types/parseHex.ts";

const verifier = parseAddress(`0x${"22".repeat(20)}`);
const zero = parseBytes32(`0x${"00".repeat(32)}`);
const acceptance = {
  chainId: 7n,
  accession: parseAddress(`0x${"33".repeat(20)}`),
  seat: 3n,
  state: {
    rulesVersion: 1n,
    rulesRoot: zero,
    parametersVersion: 1n,
    parametersRoot: zero,
    membershipVersion: 1n,
    membershipRoot: zero,
  },
  deadline: 1_800_000_000n,
};

interface Patient {
  readonly ask: (bytes: Uint8Array, signal?: AbortSignal) => Promise<never>;
  /** Why it need not wait any more. */
  told: unknown;
}

/** A device that asks a person who never answers. */
function createPatient(): Patient {
  const patient: Patient = {
    told: undefined,
    ask: (_, signal) =>
      new Promise(() => {
        signal?.addEventListener("abort", () => {
          patient.told = signal.reason;
        });
      }),
  };
  return patient;
}

async function errorOf(work: Promise<unknown>): Promise<QuorateError> {
  const error: unknown = await work.then(
    () => "signed",
    (thrown: unknown) => thrown,
  );
  if (error instanceof QuorateError) return error;
  throw new Error(`no error of ours: ${String(error)}`);
}

describe("asking a signer", () => {
  // REQ-SDK-07
  it("ends when the caller's time is over, and each kind of device is told", async () => {
    const publicKey = parseHex(`0x${"ab".repeat(64)}`);
    const devices: readonly ((patient: Patient) => BallotSigner)[] = [
      ({ ask }) => toP256Signer({ verifier, publicKey, signDigest: ask }),
      ({ ask }) => toWebAuthnSigner({ verifier, publicKey, assert: ask }),
      ({ ask }) =>
        toRsaSigner({ verifier, exponent: parseHex("0x010001"), modulus: parseHex("0xab"), signMessage: ask }),
    ];
    for (const create of devices) {
      const patient = createPatient();
      const error = await errorOf(signAcceptance({ ...acceptance, signer: create(patient), timeoutMs: 10 }));
      expect(error.code).to.equal("TIMED_OUT");
      expect(patient.told).to.equal(error);
    }
  });

  it("asks nobody when the caller has stopped before", async () => {
    let asked = false;
    const signer: BallotSigner = {
      signer: parseHex(verifier),
      sign: async () => {
        asked = true;
        return parseHex("0x");
      },
    };
    const error = await errorOf(signAcceptance({ ...acceptance, signer, signal: AbortSignal.abort() }));
    expect([error.code, asked]).to.deep.equal(["ABORTED", false]);
  });

  it("says SIGNER_REFUSED for whatever a device of its own kind throws", async () => {
    for (const thrown of [new Error("the card is locked"), { code: 4001 }, { code: "ACTION_REJECTED" }]) {
      const signer: BallotSigner = { signer: parseHex(verifier), sign: () => Promise.reject(thrown) };
      expect((await errorOf(signAcceptance({ ...acceptance, signer }))).code).to.equal("SIGNER_REFUSED");
    }
    const own = new QuorateError({ code: "SIGNER_UNREACHABLE", summary: "a", remedy: "b" });
    const signer: BallotSigner = { signer: parseHex(verifier), sign: () => Promise.reject(own) };
    expect(await errorOf(signAcceptance({ ...acceptance, signer }))).to.equal(own);
  });
});
