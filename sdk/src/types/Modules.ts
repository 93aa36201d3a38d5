import type { Address } from "./Hex.ts";

/** The modules of the suite, by the names that the directory gives them. */
export const moduleNames = [
  "Constitution",
  "MemberRegistry",
  "Governor",
  "Guardians",
  "Accession",
  "GroupDirectory",
  "KeyDirectory",
  "ConfidentialRegistry",
  "BatchAnchor",
  "BatchExecutor",
] as const;

/** The name of a module in the directory. */
export type ModuleName = (typeof moduleNames)[number];

/** Where a consortium's modules are. */
export interface Modules {
  readonly constitution: Address;
  readonly memberRegistry: Address;
  readonly governor: Address;
  readonly guardians: Address;
  readonly accession: Address;
  readonly groupDirectory: Address;
  readonly keyDirectory: Address;
  readonly confidentialRegistry: Address;
  readonly batchAnchor: Address;
  readonly batchExecutor: Address;
}
