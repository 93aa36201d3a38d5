import { toBeHex, ZeroHash } from "ethers";

import { pick } from "../anyDeed.ts";
import { type Play, plainly, type Turn } from "../Play.ts";
import { lift, suspendKey } from "../selfService.ts";
import type { Seed } from "./Seed.ts";
import { accountOf } from "./whom.ts";

function toGuardians({ stage }: Play, from: string, verb: string, account: string, inModel: Turn["inModel"]): Turn {
  const { address, artifact } = stage.suite.guardians;
  const values = [toBeHex(account, 32), ...(verb === "suspendKey" ? [ZeroHash] : [])];
  const label = `${from} says ${verb} ${account}`;
  return { label, from, to: address, encode: () => artifact.abi.encodeFunctionData(verb, values), inModel };
}

/** The key of a guardian, now and then of somebody else. */
function guardianOf(play: Play, who: number): string {
  const keys = play.realm.seats.filter(({ duties }) => (duties & 4) !== 0).flatMap((seat) => seat.keys);
  return keys.length === 0 || who % 8 === 7 ? accountOf(play, who) : pick(keys, who).account;
}

export const suspendKeyOne = (play: Play, { who, which }: Seed): Turn => {
  const guardian = guardianOf(play, who);
  const account = accountOf(play, which);
  return toGuardians(
    play,
    guardian,
    "suspendKey",
    account,
    plainly((realm) => suspendKey(realm, guardian, account)),
  );
};

export const liftOne = (play: Play, { who, which }: Seed): Turn => {
  const guardian = guardianOf(play, who);
  const account = play.realm.acts.at(-1)?.account ?? accountOf(play, which);
  return toGuardians(
    play,
    guardian,
    "lift",
    account,
    plainly((realm) => lift(realm, guardian, account)),
  );
};
