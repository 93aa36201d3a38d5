import type { Wallet } from "ethers";

import { type BatcherConsortium, foundBatchers } from "../batcher/foundBatchers.ts";
import { signRecords } from "../batcher/signRecords.ts";
import type { BatcherPlace } from "./BatcherPlace.ts";
import { recordPlaceOf } from "./startBatcher.ts";

/** A consortium whose two batchers are tested side by side, each with a key of its own. */
export interface Lanes {
  readonly consortium: BatcherConsortium;
  /** Where a batcher of a lane works. */
  placeOf(lane: number, store: string): BatcherPlace;
  /** Requests of signed records that are good for four minutes of the chain. */
  signRequests(load: RequestLoad): Promise<readonly string[]>;
}

/** How many requests, of how many records, from which nonce on. */
export interface RequestLoad {
  readonly requests: number;
  readonly records: number;
  readonly firstNonce: number;
}

const AHEAD_SECONDS = 240;
const SIGNING_SEAT = 2;

export async function foundLanes(chainId: number): Promise<Lanes> {
  const consortium = await foundBatchers(3, chainId);
  const { chain, suite, members } = consortium;
  const memberAt = (seat: number): Wallet => {
    const member = members[seat];
    if (member === undefined) throw new Error(`there is no seat ${seat}`);
    return member;
  };
  const lower = (text: string): string => text.toLowerCase();
  const placeOf = (lane: number, store: string): BatcherPlace => ({
    url: chain.url,
    chainId,
    constitution: lower(suite.constitution.address),
    anchor: lower(suite.anchor.address),
    registry: lower(suite.records.address),
    members: lower(suite.members.address),
    secret: memberAt(lane).privateKey,
    store,
  });
  return {
    consortium,
    placeOf,
    signRequests: async ({ requests, records, firstNonce }) => {
      const head = await chain.provider.getBlock("latest");
      const deadline = (head?.timestamp ?? 0) + AHEAD_SECONDS;
      const place = recordPlaceOf(placeOf(0, ""));
      return Array.from({ length: requests }, (_, index) => {
        const nonce = firstNonce + index * records;
        const load = { place, signer: memberAt(SIGNING_SEAT), seat: SIGNING_SEAT, deadline, count: records };
        return Buffer.from(signRecords({ ...load, firstNonce: nonce })).toString("hex");
      });
    },
  };
}
