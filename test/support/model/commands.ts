import { concat, id, Signature, TypedDataEncoder, toBeHex, type Wallet, ZeroHash } from "ethers";
import fc from "fast-check";

import { anyDeedSeed, anySeedOf, type DeedSeed, growDeed, pick } from "./anyDeed.ts";
import { cast, castSigned, poke, type SignedBallot } from "./balloting.ts";
import { coldOf, everybody, hotOf } from "./Cast.ts";
import { choiceOf } from "./counting.ts";
import { encodeDeed } from "./encodeDeed.ts";
import { decreeTurn, describeDeed } from "./foundRealm.ts";
import { type State, stateOf } from "./lifecycle.ts";
import { type Play, plainly, type Turn } from "./Play.ts";
import { type Content, enact, execute, open, pokeStale, proposalAt, queue, withdraw } from "./proposing.ts";
import { type Deed, type Realm, SUPPORTS } from "./Realm.ts";
import {
  accept,
  addKey,
  cancelRotation,
  completeRotation,
  createKey,
  FOREVER,
  lift,
  revokeKey,
  setBallotsNeeded,
  startRotation,
  suspendKey,
} from "./selfService.ts";
import { anyWhen, timeOf, type When } from "./when.ts";

/** What happens next, before it is known whom and what it happens to. */
interface Seed {
  readonly when: When;
  readonly who: number;
  readonly which: number;
  readonly how: number;
  readonly deeds: readonly DeedSeed[];
}

/** Turns that follow from a seed; each is worked out when the one before was taken. */
type Script = readonly ((play: Play, seed: Seed) => Turn | null)[];

const DESCRIPTION = "What is to be done";
const SALTS = 3;
/** Mostly in favour, now and then something that is no choice. */
const SUPPORT = [1, 1, 0, 2, 1, 0, 1, 2, 1, 0, 1, 1, 2, 0, 1, 1, 3];
const SPANS = [0, 1, 30, 1000];
const BALLOT = {
  MemberBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
  ],
};

// ---------------------------------------------------------------- who and which

/** An account: mostly the key of a member, now and then one that is none, or none any more. */
function accountOf({ realm, stage }: Play, who: number): string {
  const keys = realm.seats.flatMap((seat) => seat.keys.map(({ account }) => account));
  const others = [...stage.cast.hot.slice(0, realm.seats.length).flat(), stage.cast.stranger];
  return who % 12 === 11 || keys.length === 0 ? pick(others, Math.floor(who / 12)).address : pick(keys, who);
}

/** The number of a proposal: mostly one in a state in which the verb means something. */
function numberOf({ realm }: Play, which: number, fitting: readonly State[]): number | null {
  const all = [...realm.proposals.keys()];
  const fit = all.filter((index) => fitting.includes(stateOf(realm, proposalAt(realm, index))));
  if (all.length === 0) return null;
  return pick(fit.length > 0 && which % 9 !== 8 ? fit : all, which);
}

function walletOf({ stage }: Play, account: string): Wallet {
  const wallet = everybody(stage.cast).find(({ address }) => address === account);
  if (wallet === undefined) throw new Error(`nobody has the key of ${account}`);
  return wallet;
}

// ---------------------------------------------------------------- turns

function toGovernor(
  { stage }: Play,
  label: string,
  from: string,
  [verb, values]: readonly [string, readonly unknown[]],
  inModel: Turn["inModel"],
): Turn {
  const { address, artifact } = stage.suite.governor;
  return { label, from, to: address, encode: () => artifact.abi.encodeFunctionData(verb, values), inModel };
}

function contentOf({ realm, stage }: Play, { deeds, how }: Seed): Content {
  return { deeds: deeds.map((seed) => growDeed(realm, stage.cast, seed)), salt: how % SALTS };
}

function valuesOf({ stage }: Play, { deeds, salt }: Content): readonly [readonly unknown[], string] {
  return [deeds.map((deed) => encodeDeed(stage, deed)), toBeHex(salt, 32)];
}

function describe({ deeds, salt }: Content): string {
  return `${deeds.map(describeDeed).join(" ")} salt ${salt}`;
}

const openOne = (play: Play, seed: Seed): Turn => {
  const account = accountOf(play, seed.who);
  const content = contentOf(play, seed);
  const [calls, salt] = valuesOf(play, content);
  return toGovernor(
    play,
    `${account} opens #${play.realm.proposals.length}: ${describe(content)}`,
    account,
    ["open", [calls, DESCRIPTION, salt, ZeroHash]],
    plainly((realm) => {
      open(realm, account, content);
    }),
  );
};

const openInFavour = (play: Play, seed: Seed): Turn => {
  const account = accountOf(play, seed.who);
  const content = contentOf(play, seed);
  const [calls, salt] = valuesOf(play, content);
  return toGovernor(
    play,
    `${account} opens #${play.realm.proposals.length} in favour: ${describe(content)}`,
    account,
    ["openInFavour", [calls, DESCRIPTION, salt, ZeroHash]],
    plainly((realm) => cast(realm, account, open(realm, account, content), SUPPORTS.indexOf("for"))),
  );
};

const castOne = (play: Play, seed: Seed): Turn | null => {
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

const withdrawOne = aboutOne("withdraw", ["Active"], (realm, number, account) =>
  withdraw(realm, account, proposalAt(realm, number)),
);
const pokeOne = aboutOne("poke", ["Active", "Canceled", "Succeeded"], (realm, number) =>
  poke(realm, proposalAt(realm, number)),
);
const pokeStaleOne = aboutOne("pokeStale", ["Active", "Succeeded", "Queued"], (realm, number) =>
  pokeStale(realm, proposalAt(realm, number)),
);
const queueOne = aboutOne("queueProposal", ["Succeeded"], (realm, number) => queue(realm, proposalAt(realm, number)));
const executeOne = aboutOne("executeProposal", ["Succeeded", "Queued"], (realm, number) =>
  execute(realm, proposalAt(realm, number)),
);

// ---------------------------------------------------------------- signed ballots

function sign(play: Play, account: string, proposalId: bigint, ballot: Omit<SignedBallot, "seat" | "signers">): string {
  const { chainId, suite } = play.stage;
  const domain = { name: "Quorate Governor", version: "1", chainId, verifyingContract: suite.governor.address };
  const { support, nonce, deadline } = ballot;
  const digest = TypedDataEncoder.hash(domain, BALLOT, { proposalId, support, nonce, deadline });
  return walletOf(play, account).signingKey.sign(digest).serialized;
}

/** A ballot of a seat as it would be signed: mostly by enough of its keys and with the right number. */
function growBallot(play: Play, number: number, seat: number, how: number): SignedBallot {
  const { realm, stage } = play;
  const keys = realm.seats[seat]?.keys.map(({ account }) => account) ?? [];
  const needed = realm.seats[seat]?.ballotsNeeded ?? 1;
  const own = keys.slice(0, how % 11 === 10 ? 1 : needed);
  const signers = how % 13 === 12 || own.length === 0 ? [hotOf(stage.cast, seat, 4).address] : own;
  const proposal = proposalAt(realm, number);
  const last = proposal.nonces.get(seat) ?? 0;
  const next = choiceOf(proposal, seat) === null ? 0 : last + 1 + (how % 2);
  const nonce = how % 7 === 6 ? last : next;
  const deadline = realm.now.time + pick(SPANS, how);
  return { seat, support: pick(SUPPORT, how), nonce, deadline, signers };
}

const castSignedOnes = (play: Play, seed: Seed): Turn | null => {
  const number = numberOf(play, seed.which, ["Active"]);
  if (number === null) return null;
  const seats = [...play.realm.seats.keys()].filter((seat) => ((seed.who >> seat) & 1) === 1);
  const ballots = seats.map((seat) => growBallot(play, number, seat, seed.how + 5 * seat));
  const { id: proposalId } = proposalAt(play.realm, number);
  const signed = ballots.map((ballot) => ({
    ...ballot,
    signatures: ballot.signers.map((signer) => ({ signer, signature: sign(play, signer, proposalId, ballot) })),
  }));
  const { stranger } = play.stage.cast;
  const label = `signed ballots on #${number}: ${JSON.stringify(ballots)}`;
  return toGovernor(play, label, stranger.address, ["castBallots", [proposalId, signed]], (realm) =>
    castSigned(realm, proposalAt(realm, number), ballots),
  );
};

const enactOne = (play: Play, seed: Seed): Turn => {
  const { realm, stage } = play;
  const content = contentOf(play, seed);
  const proposer = seed.which % realm.seats.length;
  const deadline = realm.now.time + pick(SPANS, seed.how >> 2);
  const voters = [...realm.seats.keys()].filter((seat) => ((seed.who >> seat) & 1) === 1 || seat === proposer);
  const ballots = voters.map((seat) => ({
    seat,
    account: realm.seats[seat]?.keys[0]?.account ?? hotOf(stage.cast, seat, 4).address,
    choice: pick(SUPPORTS, (seed.how + seat) % 5 === 4 ? seed.how : 1),
  }));
  const [calls, salt] = valuesOf(play, content);
  const { address, artifact } = stage.suite.governor;
  const encode = async (): Promise<string> => {
    const question = artifact.abi.encodeFunctionData("idOf", [calls, id(DESCRIPTION), salt, proposer]);
    // Contents that are refused have no id; whatever the ballots sign then, the enactment is refused for the same reason.
    const proposalId = await stage.ask(address, question).then(BigInt, () => 0n);
    const compact = ballots.map(({ seat, account, choice }) => {
      const support = SUPPORTS.indexOf(choice);
      const { r, yParityAndS } = Signature.from(sign(play, account, proposalId, { support, nonce: 0, deadline }));
      return concat([toBeHex((support << 14) | seat, 2), r, yParityAndS]);
    });
    const values = [calls, DESCRIPTION, salt, proposer, deadline, concat(compact), []];
    return artifact.abi.encodeFunctionData("enact", values);
  };
  return {
    label: `seat ${proposer} enacts #${realm.proposals.length}: ${describe(content)} by ${JSON.stringify(ballots)} until ${deadline}`,
    from: stage.cast.stranger.address,
    to: address,
    encode,
    inModel: (draft) => enact(draft, proposer, content, ballots, deadline),
  };
};

// ---------------------------------------------------------------- members and their keys

const decreeOne = (play: Play, { deeds }: Seed): Turn | null => {
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

const changeKeys = (play: Play, seed: Seed): Turn | null => pick(keyTurns, seed.how >> 3)(play, seed);

const acceptOne = (play: Play, seed: Seed): Turn => {
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
const joinOne: Script = [
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

// ---------------------------------------------------------------- break-glass

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

const suspendKeyOne = (play: Play, { who, which }: Seed): Turn => {
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

const liftOne = (play: Play, { who, which }: Seed): Turn => {
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

// ---------------------------------------------------------------- commands

/** Several seats vote one after the other, all on the same proposal. */
const castMany: Script = [0, 1, 2, 3].map(
  (step) => (play, seed) => castOne(play, { ...seed, who: seed.who + step * 7, how: seed.how + step }),
);

/** A proposal is opened, voted on by everybody, and carried out if it can be. */
const carry: Script = [
  openInFavour,
  ...[0, 1, 2, 3, 4, 5].map((step) => (play: Play, seed: Seed) => {
    const last = play.realm.proposals.length - 1;
    const isOpen = last >= 0 && stateOf(play.realm, proposalAt(play.realm, last)) === "Active";
    if (!isOpen) return null;
    const keys = play.realm.seats.flatMap((seat) => seat.keys.map(({ account }) => account));
    const account = pick(keys, seed.who + 1 + step);
    const { id: proposalId } = proposalAt(play.realm, last);
    return toGovernor(
      play,
      `${account} casts 1 on #${last}`,
      account,
      ["castVote", [proposalId, 1]],
      plainly((realm) => cast(realm, account, proposalAt(realm, last), 1)),
    );
  }),
  queueOne,
  executeOne,
];

/** What passed is queued at once and executed at its date, a second before it or after it, or when it just expired. */
const finish: Script = [queueOne, executeOne];

const VERBS: readonly (readonly [name: string, weight: number, script: Script])[] = [
  ["open", 3, [openOne]],
  ["openInFavour", 2, [openInFavour]],
  ["cast", 7, [castOne]],
  ["castMany", 4, castMany],
  ["finish", 2, finish],
  ["castSigned", 3, [castSignedOnes]],
  ["enact", 2, [enactOne]],
  ["carry", 3, carry],
  ["withdraw", 1, [withdrawOne]],
  ["poke", 3, [pokeOne]],
  ["pokeStale", 1, [pokeStaleOne]],
  ["queue", 2, [queueOne]],
  ["execute", 3, [executeOne]],
  ["decree", 3, [decreeOne]],
  ["standing", 4, [decreeOne]],
  ["rules", 2, [decreeOne]],
  ["suspendKey", 2, [suspendKeyOne]],
  ["lift", 1, [liftOne]],
  ["keys", 3, [changeKeys]],
  ["accept", 1, [acceptOne]],
  ["join", 1, joinOne],
];

/** What is decreed is no entry in the ledger; now and then it is about standing, or about the rules of open votes. */
const SEEDS: ReadonlyMap<string, fc.Arbitrary<DeedSeed>> = new Map([
  ["decree", anySeedOf("suspend", "setWeight", "setDuties", "admit", "setParameter", "setRule", "ratify", "overrule")],
  ["standing", anySeedOf("suspend", "suspend", "suspend", "remove", "reinstate")],
  ["rules", anySeedOf("setKeyedRule", "setKeyedRule", "setKeyedRule", "setRule", "setFallback")],
]);

/** One command: a name, and the numbers that say whom and what it happens to. */
class Command implements fc.AsyncCommand<object, Play> {
  readonly #name: string;
  readonly #script: Script;
  readonly #seed: Seed;

  constructor(name: string, script: Script, seed: Seed) {
    this.#name = name;
    this.#script = script;
    this.#seed = seed;
  }

  check(): boolean {
    return true;
  }

  async run(_: object, play: Play): Promise<void> {
    let time = timeOf(play.realm, this.#seed.when);
    for (const write of this.#script) {
      const turn = write(play, this.#seed);
      if (turn !== null) await play.take(turn, time);
      time += this.#seed.how % 2;
    }
  }

  toString(): string {
    return `${this.#name} ${JSON.stringify(this.#seed)}`;
  }
}

/** Stories of at most `length` commands. */
export function anyStory(length: number): fc.Arbitrary<Iterable<fc.AsyncCommand<object, Play>>> {
  const commands = VERBS.flatMap(([name, weight, script]) => {
    const seedOf = (deeds: fc.Arbitrary<DeedSeed>): fc.Arbitrary<Seed> =>
      fc.record({
        when: anyWhen,
        who: fc.nat(255),
        which: fc.nat(63),
        how: fc.nat(255),
        deeds: fc.array(deeds, { minLength: 1, maxLength: 2, size: "small" }),
      });
    const any = seedOf(SEEDS.get(name) ?? anyDeedSeed).map((seed) => new Command(name, script, seed));
    return Array.from({ length: weight }, () => any);
  });
  return fc.commands(commands, { maxCommands: length, size: "max" });
}
