import type { EnvelopeStore } from "../../../sdk/src/types/EnvelopeStore.ts";
import type { Bytes32 } from "../../../sdk/src/types/Hex.ts";

/** All addresses of a store, in its order. */
export async function listAll(store: EnvelopeStore): Promise<readonly Bytes32[]> {
  const addresses: Bytes32[] = [];
  for await (const address of store.list()) addresses.push(address);
  return addresses;
}
