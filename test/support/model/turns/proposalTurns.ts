import { id, ZeroHash } from "ethers";

import { pick } from "../anyDeed.ts";
import { cast, poke } from "../balloting.ts";
import type { State } from "../lifecycle.ts";
import { type Play, plainly, type Turn } from "../Play.ts";
import { execute, open, pokeStale, proposalAt, queue, withdraw } from "../proposing.ts";
import { type Realm, SUPPORTS } from "../Realm.ts";
import { contentOf, DESCRIPTION, describeContent, valuesOf } from "./content.ts";
import type { Seed } from "./Seed.ts";
import { toGovernor } from "./toGovernor.ts";
import { accountOf, numberOf, SUPPORT } from "./whom.ts";

export const openOne = (play: Play, seed: Seed): Turn => {
  const account = accountOf(play, seed.who);
  const content = contentOf(play, seed);
  const [calls, salt] = valuesOf(play, content);
  return toGovernor(
    play,
    `${account} opens #${play.realm.proposals.length}: ${describeContent(content)}`,
    account,
    ["open", [calls, DESCRIPTION, salt, ZeroHash]],
    plainly((realm) => {
      open(realm, account, content);
    }),
  );
};

export const openInFavour = (play: Play, seed: Seed): Turn => {
  const account = accountOf(play, seed.who);
  const content = contentOf(play, seed);
  const [calls, salt] = valuesOf(play, content);
  return toGovernor(
    play,
    `${account} opens #${play.realm.proposals.length} in favour: ${describeContent(content)}`,
    account,
    ["openInFavour", [calls, DESCRIPTION, salt, ZeroHash]],
    plainly((realm) => cast(realm, account, open(realm, account, content), SUPPORTS.indexOf("for"))),
  );
};

export const castOne = (play: Play, seed: Seed): Turn | null => {
  const account = accountOf(play, seed.who);
  const number = numberOf(play, seed.which, ["Active"]);
  if (number === null) return null;
  const support = pick(SUPPORT, seed.how);
  const label = `${account} casts ${support} on #${number}`;
  return toGovernor(
    play,
    label,
    account,
    ["castVote", [proposalAt(play.realm, number).id, support]],
    plainly((realm) => cast(realm, account, proposalAt(realm, number), support)),
  );
};

/** A verb about one proposal that anybody may say, or only its proposer. */
function aboutOne(
  verb: string,
  fitting: readonly State[],
  inModel: (realm: Realm, number: number, account: string) => void,
) {
  return (play: Play, seed: Seed): Turn | null => {
    const number = numberOf(play, seed.which, fitting);
    if (number === null) return null;
    const proposal = proposalAt(play.realm, number);
    const own = play.realm.seats[proposal.proposer]?.keys[0]?.account;
    const account = verb === "withdraw" && seed.who % 3 !== 0 && own !== undefined ? own : accountOf(play, seed.who);
    const [calls, salt] = valuesOf(play, proposal);
    const values = {
      executeProposal: [proposal.id, calls, salt, id(DESCRIPTION)],
      pokeStale: [proposal.id, calls, salt, id(DESCRIPTION)],
    };
    const given = verb === "executeProposal" || verb === "pokeStale" ? values[verb] : [proposal.id];
    return toGovernor(
      play,
      `${account} says ${verb} to #${number}`,
      account,
      [verb, given],
      plainly((realm) => inModel(realm, number, account)),
    );
  };
}

export const withdrawOne = aboutOne("withdraw", ["Active"], (realm, number, account) =>
  withdraw(realm, account, proposalAt(realm, number)),
);
export const pokeOne = aboutOne("poke", ["Active", "Canceled", "Succeeded"], (realm, number) =>
  poke(realm, proposalAt(realm, number)),
);
export const pokeStaleOne = aboutOne("pokeStale", ["Active", "Succeeded", "Queued"], (realm, number) =>
  pokeStale(realm, proposalAt(realm, number)),
);
export const queueOne = aboutOne("queueProposal", ["Succeeded"], (realm, number) =>
  queue(realm, proposalAt(realm, number)),
);
export const executeOne = aboutOne("executeProposal", ["Succeeded", "Queued"], (realm, number) =>
  execute(realm, proposalAt(realm, number)),
);
