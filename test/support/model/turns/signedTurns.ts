import { concat, id, Signature, TypedDataEncoder, toBeHex, type Wallet } from "ethers";

import { pick } from "../anyDeed.ts";
import { castSigned, type SignedBallot } from "../balloting.ts";
import { everybody, hotOf } from "../Cast.ts";
import { choiceOf } from "../counting.ts";
import type { Play, Turn } from "../Play.ts";
import { enact, proposalAt } from "../proposing.ts";
import { SUPPORTS } from "../Realm.ts";
import { contentOf, DESCRIPTION, describeContent, valuesOf } from "./content.ts";
import type { Seed } from "./Seed.ts";
import { toGovernor } from "./toGovernor.ts";
import { numberOf, SUPPORT } from "./whom.ts";

const SPANS = [0, 1, 30, 1000];
const BALLOT = {
  MemberBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint48" },
  ],
};

function walletOf({ stage }: Play, account: string): Wallet {
  const wallet = everybody(stage.cast).find(({ address }) => address === account);
  if (wallet === undefined) throw new Error(`nobody has the key of ${account}`);
  return wallet;
}

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

export const castSignedOnes = (play: Play, seed: Seed): Turn | null => {
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

export const enactOne = (play: Play, seed: Seed): Turn => {
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
    label: `seat ${proposer} enacts #${realm.proposals.length}: ${describeContent(content)} by ${JSON.stringify(ballots)} until ${deadline}`,
    from: stage.cast.stranger.address,
    to: address,
    encode,
    inModel: (draft) => enact(draft, proposer, content, ballots, deadline),
  };
};
