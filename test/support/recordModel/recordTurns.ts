import { id, ZeroHash } from "ethers";
import { computeRecordContext } from "../../../sdk/src/crypto/commitment/computeRecordContext.ts";
import { computeRecordId } from "../../../sdk/src/crypto/commitment/computeRecordId.ts";
import { parseAddress } from "../../../sdk/src/types/parseAddress.ts";
import { parseBytes32 } from "../../../sdk/src/types/parseHex.ts";
import { pick } from "../model/anyDeed.ts";
import type { Consent } from "./consents.ts";
import type { Turn } from "./Play.ts";
import {
  acknowledge,
  acknowledgeAll,
  answer,
  cancel,
  confirmShred,
  dismiss,
  grant,
  hold,
  register,
  reject,
  settle,
  shred,
  standBy,
  supersede,
  uphold,
} from "./records.ts";
import { SEATS } from "./Stage.ts";
import { encodeConsent, type Message } from "./signing.ts";
import { isComplete, type State, stateOf, type Told, tellRecord } from "./tellRecord.ts";
import { type ConfidentialRecord, currentEpoch, epochAt, isUsable, type World } from "./World.ts";
import {
  byMember,
  consentOf,
  consentsOf,
  decree,
  encodeAll,
  plainly,
  type Scene,
  type Seed,
  STRANGE_ID,
  turn,
  type Write,
} from "./writeTurn.ts";

function say(type: string, ...values: readonly unknown[]): Message {
  return { module: "records", type, values };
}

/** What a verb is mostly about: a record of such a kind, and a party of such a kind. */
interface Wanted {
  readonly record: (told: Told, state: State, record: ConfidentialRecord, world: World) => boolean;
  readonly party?: (told: Told, seat: number, record: ConfidentialRecord) => boolean;
}

const ALIVE: Wanted = { record: (_, state) => ["Proposed", "Contested", "Final"].includes(state) };

/** A record, mostly one that is wanted. */
function recordOf(
  { world }: Scene,
  { which }: Seed,
  wanted: Wanted["record"] = ALIVE.record,
): ConfidentialRecord | null {
  const suiting = world.records.filter((record) =>
    wanted(tellRecord(world, record), stateOf(world, record), record, world),
  );
  const list = which % 7 !== 0 && suiting.length > 0 ? suiting : world.records;
  return list.length === 0 ? null : pick(list, which >> 2);
}

/** A seat, mostly one of the record's epoch, and one that is wanted. */
function partyOf({ world }: Scene, record: ConfidentialRecord, { who }: Seed, wanted: Wanted["party"]): number {
  const told = tellRecord(world, record);
  const { seats } = told.epoch;
  const suiting = seats.filter((seat) => wanted?.(told, seat, record) ?? true);
  if (who % 11 === 0) return (who >> 2) % SEATS;
  return pick(who % 5 !== 0 && suiting.length > 0 ? suiting : seats, who >> 2);
}

const about =
  (
    write: (play: Scene, seed: Seed, record: ConfidentialRecord, seat: number) => Turn | null,
    wanted: Wanted = ALIVE,
  ): Write =>
  (play, seed) => {
    const record = recordOf(play, seed, wanted.record);
    return record === null ? null : write(play, seed, record, partyOf(play, record, seed, wanted.party));
  };

const isOpen = (state: State): boolean => state === "Proposed" || state === "Contested";

const UNSAID: Wanted = {
  record: (_, state) => state === "Proposed" || state === "Final",
  party: ({ acknowledged }, seat) => !acknowledged.includes(seat),
};

const UNJUDGED: Wanted = {
  record: ({ acknowledged, rejected, epoch }, state) =>
    isOpen(state) && acknowledged.length + rejected.length + 1 < epoch.seats.length,
  party: ({ acknowledged, rejected }, seat, { sender }) =>
    seat !== sender && !acknowledged.includes(seat) && !rejected.includes(seat),
};

const ANSWERED: Wanted = { record: ({ answered }, state) => isOpen(state) && answered.length > 0 };
const CONTESTED: Wanted = { record: (_, state) => state === "Contested" };
const UNTOUCHED: Wanted = { record: ({ acknowledged }, state) => state === "Proposed" && acknowledged.length === 0 };
const ENDED: Wanted = { record: (_, state) => !["Proposed", "Contested", "ShredPending", "Shredded"].includes(state) };
const FOLLOWED: Wanted = {
  record: (_, state, { id: name }, { records }) =>
    state === "Final" && records.some(({ previous }) => previous === name),
};
const WAITING: Wanted = { record: (_, state, record, world) => state === "Proposed" && isComplete(world, record) };

export const registerOne: Write = (play, seed) => {
  const { world, stage } = play;
  const group = 1 + (seed.which % Math.max(world.groups.length, 1));
  const current = currentEpoch(world, group);
  const epoch = seed.how % 9 === 0 ? Math.max(current - 1, 0) : current;
  const seats = epochAt(world, group, current)?.seats ?? [];
  const sender = seed.who % 7 === 0 || seats.length === 0 ? (seed.who >> 1) % SEATS : pick(seats, seed.who >> 1);
  const isAgain = seed.how % 12 === 0;
  const senderNonce = isAgain ? (world.records.at(-1)?.senderNonce ?? 1) : 1_000 + world.records.length;
  const follows = world.records.filter((record) => record.sender === sender && record.group === group);
  const previous = seed.which % 3 === 0 ? (follows.at(-1)?.id ?? world.records.at(-1)?.id ?? null) : null;
  const suite = seed.how % 7 === 0 ? 3 : 1;
  const [contentRoot, bodyHash] = [id(`root ${senderNonce}`), id(`body ${senderNonce} ${play.story.length}`)];
  const recordContext = computeRecordContext({
    chainId: stage.chainId,
    registry: parseAddress(stage.suite.records.address),
    group: BigInt(group),
    epoch: BigInt(epoch),
    sender: BigInt(sender),
    senderNonce: BigInt(senderNonce),
  });
  const parts = { recordContext, contentRoot: parseBytes32(contentRoot), bodyHash: parseBytes32(bodyHash) };
  const recordId = computeRecordId(parts);
  const consent = consentOf(play, sender, seed);
  const registration = [group, epoch, senderNonce, contentRoot, bodyHash, suite, previous ?? ZeroHash];
  return byMember(play, {
    call: ["records", "register"],
    consent,
    before: [registration],
    message: say("Registration(bytes32 recordId,uint8 suite,bytes32 previous)", recordId, suite, previous ?? ZeroHash),
    act: (next) => register(next, consent, { id: recordId, group, epoch, senderNonce, suite, previous }),
  });
};

export const acknowledgeOne: Write = about((play, seed, { id: recordId }, seat) => {
  const consent = consentOf(play, seat, seed);
  const target = seed.how % 29 === 0 ? STRANGE_ID : recordId;
  return byMember(play, {
    call: ["records", "acknowledge"],
    consent,
    before: [target],
    message: say("Ack(bytes32 recordId)", target),
    act: (world) => acknowledge(world, consent, target),
  });
}, UNSAID);

/** Several members acknowledge, and one of them twice. */
export const acknowledgeMany: Write = about((play, seed, record) => {
  const seats = epochAt(play.world, record.group, record.epoch)?.seats ?? [];
  const other = recordOf(play, { ...seed, which: seed.which + 4 }) ?? record;
  const some = seats.filter((_, place) => (seed.who >> place) % 2 === 0);
  const given = [...some, ...some.slice(0, 1)].map((seat, place) => {
    const consent = consentOf(play, seat, { ...seed, how: seed.how + place, who: seed.who + place });
    return [place === 1 ? other.id : record.id, { ...consent, manner: toSigned(consent.manner) }] as const;
  });
  const values = async (): Promise<readonly unknown[]> => {
    const encoded: unknown[] = [];
    for (const [target, consent] of given)
      encoded.push([target, await encodeConsent(play.stage, consent, say("Ack(bytes32 recordId)", target))]);
    return [encoded];
  };
  const label = `acknowledgements by ${given.map(([, { seat, manner }]) => `${seat} ${manner}`).join()}`;
  const from = play.stage.cast.stranger.address;
  return turn(play, label, from, ["records", "acknowledgeAll"], values, (world) => {
    const reasons = acknowledgeAll(world, given);
    return given.map(([target, { seat }], place) => ({ id: target, seat, reasons: reasons[place] ?? null }));
  });
}, UNSAID);

function toSigned(manner: Consent["manner"]): Consent["manner"] {
  return manner === "caller" ? "signed" : manner;
}

export const rejectOne: Write = about((play, seed, { id: recordId }, seat) => {
  const consent = consentOf(play, seat, seed);
  const [reason, evidence] = [seed.how % 7, id("evidence")];
  return byMember(play, {
    call: ["records", "reject"],
    consent,
    before: [recordId, reason, evidence],
    message: say("Rejection(bytes32 recordId,uint8 reason,bytes32 evidenceHash)", recordId, reason, evidence),
    act: (world) => reject(world, consent, recordId),
  });
}, UNJUDGED);

export const answerOne: Write = about((play, seed, record, seat) => {
  const { waiting } = tellRecord(play.world, record);
  const rejecter = waiting.length === 0 || seed.who % 9 === 0 ? seat : pick(waiting, seed.who);
  const consent = consentOf(play, seed.how % 10 === 0 ? seat : record.sender, seed);
  const [recordId, reveal] = [record.id, id("reveal")];
  return byMember(play, {
    call: ["records", "answer"],
    consent,
    before: [recordId, rejecter, reveal],
    message: say("Answer(bytes32 recordId,uint16 rejecter,bytes32 revealHash)", recordId, rejecter, reveal),
    act: (world) => answer(world, consent, recordId, rejecter),
  });
}, CONTESTED);

export const standByOne: Write = about((play, seed, record, seat) => {
  const { answered } = tellRecord(play.world, record);
  const consent = consentOf(play, answered.length === 0 ? seat : pick(answered, seed.who), seed);
  return byMember(play, {
    call: ["records", "standBy"],
    consent,
    before: [record.id],
    message: say("Stand(bytes32 recordId)", record.id),
    act: (world) => standBy(world, consent, record.id),
  });
}, ANSWERED);

export const cancelOne: Write = about((play, seed, record, seat) => {
  const consent = consentOf(play, seed.how % 4 === 0 ? seat : record.sender, seed);
  return byMember(play, {
    call: ["records", "cancel"],
    consent,
    before: [record.id],
    message: say("Cancellation(bytes32 recordId)", record.id),
    act: (world) => cancel(world, consent, record.id),
  });
}, UNTOUCHED);

export const supersedeOne: Write = about((play, seed, record) => {
  const follower = play.world.records.find(({ previous }) => previous === record.id);
  const next = seed.how % 5 === 0 ? record.id : (follower?.id ?? record.id);
  const consent = consentOf(play, record.sender, seed);
  return byMember(play, {
    call: ["records", "supersede"],
    consent,
    before: [record.id, next],
    message: say("Supersession(bytes32 recordId,bytes32 newId)", record.id, next),
    act: (world) => supersede(world, consent, record.id, next),
  });
}, FOLLOWED);

export const settleOne: Write = about((play, _, { id: recordId }) => {
  const { address } = play.stage.cast.stranger;
  const act = plainly((world) => settle(world, recordId));
  return turn(play, `settle ${recordId}`, address, ["records", "settle"], () => [recordId], act);
}, WAITING);

const VOTES = [
  ["uphold", CONTESTED, (world: World, name: string) => uphold(world, name)],
  ["dismiss", UNJUDGED, (world: World, name: string) => dismiss(world, name)],
  ["dismiss", CONTESTED, (world: World, name: string) => dismiss(world, name)],
  ["hold", ALIVE, (world: World, name: string) => hold(world, name, true)],
  ["release", { record: ({ isHeld }) => isHeld }, (world: World, name: string) => hold(world, name, false)],
  ["shredByVote", ENDED, (world: World, name: string) => shred(world, name, null)],
] as const satisfies readonly (readonly [string, Wanted, (world: World, name: string) => void])[];

export const decideOne: Write = (play, seed) => {
  const [verb, wanted, act] = pick(VOTES, seed.how);
  const record = recordOf(play, seed, wanted.record);
  return record && decree(play, ["records", verb], [record.id], (world) => act(world, record.id));
};

/** Several members together, as many as are asked for or another number. */
function someParties(play: Scene, record: ConfidentialRecord, seed: Seed, needed: number): readonly number[] {
  const seats = epochAt(play.world, record.group, record.epoch)?.seats ?? [];
  const current = epochAt(play.world, record.group, currentEpoch(play.world, record.group))?.seats ?? [];
  const staying = seed.who % 6 === 0 ? seats : seats.filter((seat) => current.includes(seat));
  return staying.slice(0, Math.max(0, needed + (seed.how % 8 === 0 ? -1 : 0)));
}

export const shredOne: Write = about((play, seed, record) => {
  const needed = Number(epochAt(play.world, record.group, record.epoch)?.policy.shredQuorum ?? 0n);
  const consents = consentsOf(play, someParties(play, record, seed, needed), seed);
  const message = say("Shred(bytes32 recordId)", record.id);
  const values = async (): Promise<readonly unknown[]> => [record.id, await encodeAll(play, consents, message)];
  const act = plainly((world) => shred(world, record.id, consents));
  const label = `shred ${record.id} by ${consents.map(({ seat, manner }) => `${seat} ${manner}`).join()}`;
  return turn(play, label, play.stage.cast.stranger.address, ["records", "shred"], values, act);
}, ENDED);

const UNCONFIRMED: Wanted = { ...ENDED, party: ({ confirmed }, seat) => !confirmed.includes(seat) };

export const confirmOne: Write = (play, seed) => {
  const doomed = play.world.records.filter((record) => tellRecord(play.world, record).doomedAt !== 0);
  const record = doomed.length === 0 ? recordOf(play, seed) : pick(doomed, seed.which);
  if (record === null) return null;
  const consent = consentOf(play, partyOf(play, record, seed, UNCONFIRMED.party), seed);
  return byMember(play, {
    call: ["records", "confirmShred"],
    consent,
    before: [record.id],
    message: say("ShredReceipt(bytes32 recordId)", record.id),
    act: (world) => confirmShred(world, consent, record.id),
  });
};

export const grantOne: Write = about((play, seed, record) => {
  const { world } = play;
  const usable = world.keys.filter((key) => isUsable(world, key));
  const keys = usable.length > 0 && seed.who % 5 !== 0 ? usable : world.keys;
  const keyId = keys.length === 0 ? STRANGE_ID : pick(keys, seed.which).id;
  const granted = { id: record.id, keyId, slotHash: id(`slot ${seed.who % 3}`) };
  if (seed.how % 4 === 0)
    return decree(play, ["records", "grantByVote"], Object.values(granted), (next) => grant(next, granted, null));
  const needed = Number(epochAt(world, record.group, record.epoch)?.policy.historyQuorum ?? 0n);
  const consents = consentsOf(play, someParties(play, record, seed, needed), seed);
  const message = say("Grant(bytes32 recordId,bytes32 keyId,bytes32 slotHash)", ...Object.values(granted));
  const values = async (): Promise<readonly unknown[]> => [
    ...Object.values(granted),
    await encodeAll(play, consents, message),
  ];
  const act = plainly((next) => grant(next, granted, consents));
  return turn(play, `grant ${keyId}`, play.stage.cast.stranger.address, ["records", "grant"], values, act);
});
