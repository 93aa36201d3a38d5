import { type Address, parseAddress } from "#sdk";

import { addressOf } from "../../clients/connect.ts";
import { verifierContracts } from "../../deployment/verifierArtifacts.ts";
import { verifiedKeyKinds } from "../../founding/FoundingKeys.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

/** A verifier by the kind of its keys, of those deployed with the suite, or by its address. @throws QuorateError ADDRESS_MALFORMED */
export async function readVerifier(place: Workplace, text: string): Promise<Address> {
  const kind = verifiedKeyKinds.find((known) => known === text);
  return kind === undefined ? parseAddress(text) : addressOf(await place.deployment(), verifierContracts[kind]);
}
