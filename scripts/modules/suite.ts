import type {
  Artifact,
  CallableContractFuture,
  ContractCallFuture,
  IgnitionModuleBuilder,
} from "@nomicfoundation/ignition-core";
import { buildModule } from "@nomicfoundation/ignition-core";
import { encodeBytes32String } from "ethers";

import type { VerifiedKeyKind } from "../founding/FoundingKeys.ts";
import type { ContractArguments, FounderArgument } from "../founding/toContractArguments.ts";
import { chunkFounders } from "./chunkFounders.ts";
import { createContracts } from "./createContracts.ts";
import { listSuiteContracts, SEALED_MODULES } from "./suiteContracts.ts";

/** What the module writes on chain. */
export interface SuiteParameters extends ContractArguments {
  readonly foundingQuorumBps: number;
  /** OpenZeppelin's verifiers of keys that are no accounts, as its package ships them. */
  readonly verifierArtifacts: Readonly<Record<VerifiedKeyKind, Artifact>>;
}

/** The name of the module: the first part of every id in `deployed_addresses.json`. */
const SUITE_MODULE = "Quorate";

/**
 * The Ignition module of the suite: deploys it, lays rules and parameters, enrols the founders and seals it. The last step
 * gives all power to governance; before it the deployer alone has any, and after it nobody has.
 *
 * The verifiers are deployed and not yet approved: that takes a vote, as every later one does.
 */
export function createSuiteModule(parameters: SuiteParameters) {
  const { rules, parameters: variables, founders, foundingQuorumBps, verifierArtifacts } = parameters;
  return buildModule(SUITE_MODULE, (m) => {
    const contract = createContracts(m, listSuiteContracts(foundingQuorumBps));
    const constitution = contract("Constitution");
    const p256Verifier = m.contract("ERC7913P256Verifier", verifierArtifacts.p256);
    const webAuthnVerifier = m.contract("ERC7913WebAuthnVerifier", verifierArtifacts.webauthn);
    const rsaVerifier = m.contract("ERC7913RSAVerifier", verifierArtifacts.rsa);

    const laid = m.call(constitution, "layRules", [rules.map((rule) => ({ ...rule, rule: { ...rule.rule } }))]);
    const defined = m.call(
      constitution,
      "layParameters",
      [variables.map((variable) => ({ ...variable, bounds: { ...variable.bounds } }))],
      { after: [laid] },
    );
    const enrolled = enroll(m, contract("MemberRegistry"), founders);
    m.call(constitution, "seal", [SEALED_MODULES.map(encodeBytes32String), SEALED_MODULES.map(contract)], {
      after: [laid, defined, ...enrolled, p256Verifier, webAuthnVerifier, rsaVerifier],
    });
    return { constitution };
  });
}

/** Seats are numbered in the order of enrolment, so each part waits for the one before. */
function enroll(
  m: IgnitionModuleBuilder,
  memberRegistry: CallableContractFuture<string>,
  founders: readonly FounderArgument[],
): readonly ContractCallFuture<string, string>[] {
  const parts: ContractCallFuture<string, string>[] = [];
  for (const [index, part] of chunkFounders(founders).entries()) {
    const values = part.map((founder) => ({ ...founder, keys: founder.keys.map((key) => ({ ...key })) }));
    parts.push(m.call(memberRegistry, "enroll", [values], { id: `enroll_${index + 1}`, after: parts.slice(-1) }));
  }
  return parts;
}
