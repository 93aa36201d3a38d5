import { AbiCoder, keccak256 } from "ethers";
import { pick } from "../model/anyDeed.ts";
import { formGroup, POLICIES } from "./foundWorld.ts";
import { changeGroup, changeGroupByMembers, type GroupContent } from "./groups.ts";
import { encodeMandatory, encodePolicy, encodeSeats } from "./Play.ts";
import { SEATS } from "./Stage.ts";
import type { Message } from "./signing.ts";
import { currentEpoch, epochAt } from "./World.ts";
import { consentsOf, decree, encodeAll, plainly, type Scene, type Seed, turn, type Write } from "./writeTurn.ts";

const POLICY_TYPE = "tuple(uint16,uint8,bool,bool,uint32,uint32,uint32,uint32,uint16,uint16,uint16)";

function contentOf({ world }: Scene, { who, which, how }: Seed): GroupContent {
  const all = Array.from({ length: SEATS }, (_, seat) => seat);
  const active = all.filter((seat) => how % 10 === 0 || world.seats[seat]?.leftAt === null);
  const seats = active.filter((_, place) => (who >> place) % 4 !== 0);
  const mandatory = seats.filter((_, place) => (which >> place) % 5 === 0).slice(0, 2);
  return { seats, mandatory: how % 31 === 0 ? [SEATS - 1] : mandatory, policy: pick(POLICIES, how) };
}

export const formOne: Write = (play, seed) =>
  play.world.groups.length > 3 ? null : formGroup(play.stage, contentOf(play, seed));

export const changeOne: Write = (play, seed) => {
  const group = 1 + (seed.which % (play.world.groups.length + (seed.how % 15 === 0 ? 1 : 0)));
  const epoch = Math.max(currentEpoch(play.world, group) - (seed.how % 11 === 0 ? 1 : 0), 1);
  const content = contentOf(play, seed);
  const { seats, mandatory, policy } = content;
  const values = [group, epoch, encodeSeats(seats), encodeMandatory(mandatory), encodePolicy(policy)];
  if (seed.who % 2 === 0)
    return decree(play, ["groups", "changeGroup"], values, (world) => changeGroup(world, group, epoch, content));
  const at = epochAt(play.world, group, epoch);
  const consenting = at?.seats.slice(0, Number(at.policy.changeQuorum) - (seed.how % 8 === 0 ? 1 : 0)) ?? [0];
  const consents = consentsOf(play, consenting, seed);
  const types = ["tuple(uint256[2])", "uint256", POLICY_TYPE];
  const contentHash = keccak256(AbiCoder.defaultAbiCoder().encode(types, values.slice(2)));
  const type = "GroupChange(uint32 group,uint32 expectedEpoch,bytes32 contentHash)";
  const message: Message = { module: "groups", type, values: [group, epoch, contentHash] };
  const withConsents = async (): Promise<readonly unknown[]> => [...values, await encodeAll(play, consents, message)];
  const label = `group ${group} of epoch ${epoch} changes itself to ${seats.join()} by ${consenting.join()}`;
  const act = plainly((world) => changeGroupByMembers(world, group, epoch, content, consents));
  return turn(play, label, play.stage.cast.stranger.address, ["groups", "changeGroupByMembers"], withConsents, act);
};
