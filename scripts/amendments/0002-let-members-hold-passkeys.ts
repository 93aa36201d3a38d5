import { type Address, type Client, parseAddress, QuorateError } from "#sdk";

import { verifierContracts } from "../deployment/verifierArtifacts.ts";
import type { Amendment, AmendmentPlace } from "./Amendment.ts";

const KINDS = ["p256", "webauthn"] as const;

/** Members asked to vote with passkeys and with keys in HSMs. Their verifiers were deployed with the suite and wait for this vote. */
export const amendment: Amendment = {
  number: 2,
  description: "Approve the P-256 and WebAuthn verifiers, so that members can vote with HSM keys and passkeys",
  prepare: async (client, place) => {
    const waiting = await listWaiting(client, place);
    if (waiting.length > 0) return waiting.map((verifier) => `${verifier} is deployed and not yet approved`);
    throw new QuorateError({
      code: "AMENDMENT_NOT_READY",
      summary: "Every verifier of this amendment is approved already.",
      remedy: "Nothing needs to be proposed.",
    });
  },
  propose: async (client, place) => {
    const waiting = await listWaiting(client, place);
    return waiting.map((verifier) => client.calls.memberRegistry.approveVerifier({ verifier }));
  },
  isEnacted: async (client, place) => (await listWaiting(client, place)).length === 0,
  verify: async (client, place) => {
    const waiting = await listWaiting(client, place);
    return waiting.map(
      (verifier) =>
        new QuorateError({
          code: "AMENDMENT_NOT_ENACTED",
          summary: `The verifier ${verifier} is not approved.`,
          remedy: "Look for the proposal with quorate proposal list; propose it if there is none.",
          facts: { verifier },
        }),
    );
  },
};

async function listWaiting(client: Client, { contracts }: AmendmentPlace): Promise<readonly Address[]> {
  const verifiers = KINDS.flatMap((kind) => {
    const found = contracts.find(({ name }) => name === verifierContracts[kind]);
    return found === undefined ? [] : [parseAddress(found.address)];
  });
  const approved = await Promise.all(verifiers.map((each) => client.contracts.memberRegistry.isVerifierApproved(each)));
  return verifiers.filter((_, index) => approved[index] === false);
}
