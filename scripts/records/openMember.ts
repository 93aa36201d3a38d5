import { createDirectoryStore, type DirectoryStore, type KeyStore } from "#sdk/node";
import type { EnvelopeStore } from "#sdk/records";

import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import { locateHome } from "./locateHome.ts";
import { openMemberKeys } from "./openMemberKeys.ts";
import { openStore } from "./openStore.ts";

/** Where a member's envelopes are, and who else is asked for them. */
export interface Stores {
  readonly store: EnvelopeStore;
  readonly from: readonly EnvelopeStore[];
}

/** What a member opens records with. */
export interface Member extends Stores {
  readonly keyStore: KeyStore;
}

/** Opens the member's store, and names those of its peers. @throws QuorateError STORE_FAILED, OPTION_MALFORMED, KEYSTORE_EXPOSED */
export async function openStores(place: Workplace, input: Input): Promise<Stores> {
  const { store, tokens } = await locateHome(place, input);
  const typed = input.many("peer");
  const peers = typed.length > 0 ? typed : (place.environment.QUORATE_PEERS ?? "").split(",");
  const named = peers.map((peer) => peer.trim()).filter((peer) => peer !== "");
  return {
    store: await openStore(store, tokens),
    from: await Promise.all(named.map((peer) => openStore(peer, tokens))),
  };
}

/** Opens the member's key store and its stores of envelopes. @throws QuorateError as {@link openStores}, KEYSTORE_*, KEY_PASSWORD_MISSING, ANSWER_NEEDED */
export async function openMember(place: Workplace, input: Input): Promise<Member> {
  return { keyStore: await openMemberKeys(place, input), ...(await openStores(place, input)) };
}

/** The folder in which the member seals what it sends; its store, unless that is a server's. @throws QuorateError STORE_FAILED */
export async function openOutbox(place: Workplace, input: Input): Promise<DirectoryStore> {
  return createDirectoryStore({ path: (await locateHome(place, input)).outbox });
}
