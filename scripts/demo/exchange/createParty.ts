import { join } from "node:path";

import { hexlify, randomBytes } from "ethers";

import { type Receipt, registerKey } from "#sdk";
import { createDirectoryStore, createKeyStore, createStoredKey, startStoreServer } from "#sdk/node";
import { createHttpStore } from "#sdk/records";

import type { Member } from "../cast/Member.ts";
import type { Stage } from "../stage/Stage.ts";
import { actAs } from "./actAs.ts";
import type { Party } from "./Party.ts";

const SUITE = 1;
const YEAR = 365n * 86_400n;
/** What trying one password costs in a demonstration; a member's own store costs the default, 64 MiB and three passes. */
const COST = { memoryKiB: 1_024, iterations: 1, parallelism: 1 };

/** Gives a member what it needs to exchange records: a key store, a store of envelopes that is served, and a published key. */
export async function createParty(
  stage: Stage,
  member: Member,
): Promise<{ readonly party: Party; readonly receipt: Receipt }> {
  const { chain, exchange, signal } = stage;
  const folder = join(exchange.folder, `seat-${member.seat}`);
  const password = hexlify(randomBytes(16));
  const keyStore = await createKeyStore({ path: join(folder, "records.keys"), password, cost: COST, signal });
  const store = await createDirectoryStore({
    path: join(folder, "envelopes"),
    name: `${member.name}'s folder`,
    signal,
  });
  const token = `Bearer ${hexlify(randomBytes(16))}`;
  const server = await startStoreServer({
    store,
    authorize: ({ method, authorization }) => authorization === token && (method === "GET" || method === "HEAD"),
    signal,
  });
  exchange.serve(server);
  const remote = createHttpStore({
    url: server.url,
    name: `${member.name}'s server`,
    headers: async () => ({ authorization: token }),
  });
  const now = BigInt(await chain.now());
  const { keyId, publicKey } = await createStoredKey(keyStore, { suite: SUITE, notBefore: now, signal });
  const notAfter = now + YEAR;
  const facts = { purpose: "encrypt", notBefore: 0n, notAfter } as const;
  const { client, acting } = await actAs(stage, member, { verb: "registerKey", keyId, ...facts });
  const { receipt } = await registerKey(client, { suite: SUITE, publicKey, ...facts, ...acting });
  const party: Party = { member, keyStore, store, remote, keyId };
  exchange.put(party);
  return { party, receipt };
}
