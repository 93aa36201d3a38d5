import { toBeHex } from "ethers";

import { growDeed, pick } from "../anyDeed.ts";
import { coldOf, hotOf } from "../Cast.ts";
import { decreeTurn } from "../foundRealm.ts";
import { type Play, plainly, type Turn } from "../Play.ts";
import type { Deed, Realm } from "../Realm.ts";
import {
  accept,
  addKey,
  cancelRotation,
  completeRotation,
  createKey,
  FOREVER,
  revokeKey,
  setBallotsNeeded,
  startRotation,
} from "../selfService.ts";
import type { Script, Seed } from "./Seed.ts";

export const decreeOne = (play: Play, { deeds }: Seed): Turn | null => {
  const [seed] = deeds;
  return seed === undefined ? null : decreeTurn(play.stage, growDeed(play.realm, play.stage.cast, seed));
};

function toMembers(
  { stage }: Play,
  from: string,
  verb: string,
  values: readonly unknown[],
  inModel: (realm: Realm) => void,
): Turn {
  const { address, artifact } = stage.suite.members;
  const label = `${from} says ${verb} ${JSON.stringify(values)}`;
  return {
    label,
    from,
    to: address,
    encode: () => artifact.abi.encodeFunctionData(verb, values),
    inModel: plainly(inModel),
  };
}

/** A seat, its cold account or now and then another, and one of the keys that are or were its own. */
function seatOf(play: Play, { who, which }: Seed): { seat: number; cold: string; account: string } {
  const { cast: accounts } = play.stage;
  const seat = who % play.realm.seats.length;
  const cold = who % 17 === 16 ? accounts.stranger.address : coldOf(accounts, seat).address;
  return { seat, cold, account: hotOf(accounts, seat, which % 4).address };
}

const keyTurns: Script = [
  (play, seed) => {
    const { seat, cold, account } = seatOf(play, seed);
    const scopes = pick([15, 1, 2, 3, 15, 16], seed.how);
    const expiresAt = pick([FOREVER, FOREVER, play.realm.now.time + 50, play.realm.now.time], seed.how);
    const values = [seat, { signer: account, scopes, expiresAt }];
    return toMembers(play, cold, "addKey", values, (realm) =>
      addKey(realm, cold, seat, createKey(account, scopes, expiresAt)),
    );
  },
  (play, seed) => {
    const { seat, cold, account } = seatOf(play, seed);
    return toMembers(play, cold, "revokeKey", [seat, toBeHex(account, 32)], (realm) =>
      revokeKey(realm, cold, seat, account),
    );
  },
  (play, seed) => {
    const { seat, cold } = seatOf(play, seed);
    const needed = seed.how % 4;
    return toMembers(play, cold, "setBallotsNeeded", [seat, needed], (realm) =>
      setBallotsNeeded(realm, cold, seat, needed),
    );
  },
  (play, seed) => {
    const { account } = seatOf(play, seed);
    const successor = hotOf(play.stage.cast, seed.who % play.realm.seats.length, seed.how % 5).address;
    return toMembers(play, account, "startRotation", [successor], (realm) => startRotation(realm, account, successor));
  },
  (play, seed) => {
    const { seat, cold, account } = seatOf(play, seed);
    return toMembers(play, cold, "cancelRotation", [seat, toBeHex(account, 32)], (realm) =>
      cancelRotation(realm, cold, seat, account),
    );
  },
  (play, seed) => {
    const { seat, account } = seatOf(play, seed);
    const { address } = play.stage.cast.stranger;
    return toMembers(play, address, "completeRotation", [seat, toBeHex(account, 32)], (realm) =>
      completeRotation(realm, seat, account),
    );
  },
];

export const changeKeys = (play: Play, seed: Seed): Turn | null => pick(keyTurns, seed.how >> 3)(play, seed);

export const acceptOne = (play: Play, seed: Seed): Turn => {
  const { stage, realm } = play;
  const applicants = [...realm.seats.keys()].filter((seat) => realm.seats[seat]?.accepted === false);
  const seat = applicants.length > 0 ? pick(applicants, seed.who) : seed.who % realm.seats.length;
  const cold = coldOf(stage.cast, seat).address;
  const { address, artifact } = stage.suite.accession;
  return {
    label: `seat ${seat} accepts`,
    from: cold,
    to: address,
    encode: async () => {
      const answer = await stage.ask(address, artifact.abi.encodeFunctionData("currentState"));
      const [state] = artifact.abi.decodeFunctionResult("currentState", answer);
      return artifact.abi.encodeFunctionData("accept", [seat, [...state], 0, cold, "0x"]);
    },
    inModel: plainly((draft) => accept(draft, seat)),
  };
};

/** A member is admitted, gets a key and accepts. */
export const joinOne: Script = [
  (play, { how }) => {
    const seat = play.realm.seats.length;
    if (seat >= play.stage.cast.cold.length) return null;
    const deed: Deed = { kind: "admit", cold: coldOf(play.stage.cast, seat).address, weight: 1 + (how % 3) };
    return decreeTurn(play.stage, deed);
  },
  (play) => {
    const seat = play.realm.seats.length - 1;
    const cold = coldOf(play.stage.cast, seat).address;
    const account = hotOf(play.stage.cast, seat, 0).address;
    return toMembers(play, cold, "addKey", [seat, { signer: account, scopes: 15, expiresAt: FOREVER }], (realm) =>
      addKey(realm, cold, seat, createKey(account, 15, FOREVER)),
    );
  },
  acceptOne,
];
