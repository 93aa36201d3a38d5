import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Wallet } from "ethers";

import {
  type BallotSigner,
  type Bytes32,
  type Client,
  createClient,
  parseAddress,
  registerKey,
  toAccountSigner,
} from "#sdk";
import { createDirectoryStore, createStoredKey, type DirectoryStore, type KeyStore } from "#sdk/node";

import type { FoundedConsortium } from "../foundConsortium.ts";
import { createTestStore } from "./keyStores.ts";

/** A member with all that it needs for records: its client, its signer, its keys, and the envelopes that it keeps. */
export interface Office {
  readonly seat: bigint;
  readonly client: Client;
  readonly signer: BallotSigner;
  readonly keyStore: KeyStore;
  readonly store: DirectoryStore;
  /** Of the key that it has published. */
  readonly keyId: Bytes32;
  /** Takes everything away again. */
  close(): Promise<void>;
}

/** Opens the office of a founded consortium's member, with a published key of suite 1. */
export async function openOffice({ suite, members }: FoundedConsortium, seat: number): Promise<Office> {
  const runner: Wallet | undefined = members[seat];
  if (runner === undefined) throw new Error(`nobody has seat ${seat}`);
  const client = await createClient({
    runner,
    constitution: parseAddress(suite.constitution.address),
    pollingIntervalMs: 10,
  });
  const folder = await mkdtemp(join(tmpdir(), "quorate-office-"));
  const keyStore = await createTestStore(join(folder, "records.keys"));
  const store = await createDirectoryStore({ path: join(folder, "envelopes"), name: `store of seat ${seat}` });
  const now = BigInt(Math.floor(Date.now() / 1000));
  const { publicKey } = await createStoredKey(keyStore, { suite: 1, notBefore: now });
  const notAfter = now + 300n * 86_400n;
  const { keyId } = await registerKey(client, { seat: BigInt(seat), suite: 1, publicKey, notAfter });
  return {
    seat: BigInt(seat),
    client,
    signer: await toAccountSigner(runner),
    keyStore,
    store,
    keyId,
    close: async () => rm(folder, { recursive: true, force: true }),
  };
}
