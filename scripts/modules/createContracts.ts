import type { IgnitionModuleBuilder, NamedArtifactContractDeploymentFuture } from "@nomicfoundation/ignition-core";

import { fillArguments, type PlannedContract, placesIn } from "./PlannedContract.ts";

type Created = NamedArtifactContractDeploymentFuture<string>;

/** Adds contracts to an Ignition module, in their order, beside those that stand already; finds what was added by name. */
export function createContracts(
  m: IgnitionModuleBuilder,
  planned: readonly PlannedContract[],
  standing: ReadonlyMap<string, string> = new Map(),
): (name: string) => Created {
  const created = new Map<string, Created>();
  const places = new Map<string, Created | string>(standing);
  for (const contract of planned) {
    const future = m.contract(contract.name, [...fillArguments(contract, placesIn(places))]);
    created.set(contract.name, future);
    places.set(contract.name, future);
  }
  return placesIn(created);
}
