import type { ContractDescription } from "./compileContracts.ts";

/** A module of the suite: its name in the directory, the contract that implements it and the interface that is its law. */
export interface Module {
  readonly name: string;
  readonly contract: string;
  readonly law: string;
}

/** In the order in which people meet them. A new module adds a line. */
export const modules: readonly Module[] = [
  { name: "Constitution", contract: "Constitution", law: "IConstitution" },
  { name: "MemberRegistry", contract: "MemberRegistry", law: "IMemberRegistry" },
  { name: "Governor", contract: "Governor", law: "IQuorateGovernor" },
  { name: "Guardians", contract: "Guardians", law: "IGuardians" },
  { name: "Accession", contract: "Accession", law: "IAccession" },
  { name: "GroupDirectory", contract: "GroupDirectory", law: "IGroupDirectory" },
  { name: "KeyDirectory", contract: "KeyDirectory", law: "IKeyDirectory" },
  { name: "ConfidentialRegistry", contract: "ConfidentialRegistry", law: "IConfidentialRegistry" },
  { name: "BatchAnchor", contract: "BatchAnchor", law: "IBatchAnchor" },
  { name: "BatchExecutor", contract: "BatchExecutor", law: "IBatchExecutor" },
];

/** @throws Error where no source below contracts/ declares that name */
export function contractNamed(contracts: readonly ContractDescription[], name: string): ContractDescription {
  const found = contracts.find((contract) => contract.name === name);
  if (found === undefined) throw new Error(`no source below contracts/ declares ${name}`);
  return found;
}
