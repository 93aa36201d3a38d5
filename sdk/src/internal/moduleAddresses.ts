import type { Address } from "../types/Hex.ts";
import { type ModuleName, type Modules, moduleNames } from "../types/Modules.ts";

/** Where a module is. */
export function addressOfModule(modules: Modules, name: ModuleName): Address {
  switch (name) {
    case "Constitution":
      return modules.constitution;
    case "MemberRegistry":
      return modules.memberRegistry;
    case "Governor":
      return modules.governor;
    case "Guardians":
      return modules.guardians;
    case "Accession":
      return modules.accession;
    case "GroupDirectory":
      return modules.groupDirectory;
    case "KeyDirectory":
      return modules.keyDirectory;
    case "ConfidentialRegistry":
      return modules.confidentialRegistry;
    case "BatchAnchor":
      return modules.batchAnchor;
    case "BatchExecutor":
      return modules.batchExecutor;
  }
}

/** The module at an address; undefined where there is none. */
export function moduleAt(modules: Modules, address: Address): ModuleName | undefined {
  return moduleNames.find((name) => addressOfModule(modules, name) === address);
}
