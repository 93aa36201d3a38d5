import { ZeroAddress } from "ethers";

import type { ConstructorArgument, PlannedContract } from "./PlannedContract.ts";

/** The first of their line continue nobody's journal and nobody's acts. */
const NO_PREDECESSOR = ZeroAddress;
const CONSTITUTION = { addressOf: "Constitution" };
const MEMBERS = { addressOf: "MemberRegistry" };
const CANVASS = { addressOf: "Canvass" };

/** The modules that the directory names once it is sealed, beside the constitution itself. */
export const SEALED_MODULES = [
  "MemberRegistry",
  "Accession",
  "Guardians",
  "Governor",
  "GroupDirectory",
  "KeyDirectory",
  "ConfidentialRegistry",
  "BatchAnchor",
  "BatchExecutor",
] as const;

/** Every contract of the suite, in the order in which they are created. */
export function listSuiteContracts(foundingQuorumBps: number): readonly PlannedContract[] {
  return [
    { name: "Constitution", domain: "constitution", arguments: [] },
    { name: "MemberRegistry", domain: "membership", arguments: [CONSTITUTION, foundingQuorumBps] },
    { name: "Accession", domain: "membership", arguments: [CONSTITUTION] },
    { name: "Guardians", domain: "governance", arguments: [CONSTITUTION, NO_PREDECESSOR] },
    ...listGovernorContracts(NO_PREDECESSOR),
    { name: "GroupDirectory", domain: "confidential", arguments: [CONSTITUTION] },
    { name: "KeyDirectory", domain: "confidential", arguments: [CONSTITUTION] },
    { name: "ConfidentialRegistry", domain: "confidential", arguments: [CONSTITUTION] },
    { name: "BatchAnchor", domain: "anchoring", arguments: [CONSTITUTION] },
    { name: "BatchExecutor", domain: "anchoring", arguments: [CONSTITUTION] },
  ];
}

/** A governor and the parts that are its own, which it is built around: they are replaced with it. */
export function listGovernorContracts(predecessor: ConstructorArgument): readonly PlannedContract[] {
  const safeguards = { addressOf: "Safeguards" };
  const face = { addressOf: "GovernorFace" };
  return [
    { name: "Canvass", domain: "governance", arguments: [MEMBERS] },
    { name: "Safeguards", domain: "governance", arguments: [CONSTITUTION] },
    { name: "GovernorFace", domain: "governance", arguments: [CONSTITUTION, MEMBERS, CANVASS] },
    {
      name: "Governor",
      domain: "governance",
      arguments: [CONSTITUTION, MEMBERS, CANVASS, safeguards, face, predecessor],
    },
  ];
}
