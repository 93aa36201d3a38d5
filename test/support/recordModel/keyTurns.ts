import { AbiCoder, id, keccak256 } from "ethers";
import { computeKeyId } from "../../../sdk/src/crypto/keys/encryptionKey.ts";
import { parseHex } from "../../../sdk/src/types/parseHex.ts";
import { suites } from "../../../sdk/src/types/Suite.ts";
import { pick } from "../model/anyDeed.ts";
import { answerChallenge, challengeKey, endKey, registerKey, reportCompromise } from "./keys.ts";
import { SEATS } from "./Stage.ts";
import { isUsable } from "./World.ts";
import { byMember, consentOf, plainly, STRANGE_ID, turn, type Write } from "./writeTurn.ts";

const SPANS = [10, 40, 100, 400, 400, 3_000, 0, 3650 * 86_400 + 1];

export const publishOne: Write = (play, seed) => {
  const { world } = play;
  const seat = seed.who % SEATS;
  const suite = pick([suites[0], suites[0], suites[1]], seed.which);
  const number = seed.how % 14 === 0 ? 0 : world.keys.length;
  const bytes = id(`key ${number} ${suite}`).slice(4).padEnd(64, "0");
  const publicKey = parseHex(suite === 1 ? `0x${bytes}` : `0x${"11".repeat(1_184)}${bytes}`);
  const keyId = computeKeyId({ suite, publicKey });
  const notBefore = seed.how % 3 === 0 ? world.time + pick(SPANS, seed.which) : 0;
  const notAfter = Math.max(notBefore, world.time) + pick(SPANS, seed.how >> 1);
  const consent = consentOf(play, seat, seed);
  const type = "KeyRegistration(bytes32 keyId,uint8 purpose,uint40 notBefore,uint40 notAfter)";
  return byMember(play, {
    call: ["keys", "registerKey"],
    consent,
    before: [[suite, 0, notBefore, notAfter, publicKey]],
    message: { module: "keys", type, values: [keyId, 0, notBefore, notAfter] },
    act: (next) => registerKey(next, consent, { id: keyId, suite, notBefore, notAfter }),
  });
};

export const troubleKey: Write = (play, seed) => {
  const { world } = play;
  const usable = world.keys.filter((each) => isUsable(world, each));
  const list = usable.length > 0 && seed.how % 3 !== 0 ? usable : world.keys;
  if (list.length === 0) return null;
  const key = pick(list, seed.which);
  const consent = consentOf(play, seed.how % 6 === 0 ? seed.who % SEATS : key.seat, seed);
  if (seed.who % 2 === 0)
    return byMember(play, {
      call: ["keys", "endKey"],
      consent,
      before: [key.id],
      message: { module: "keys", type: "KeyEnd(bytes32 keyId)", values: [key.id] },
      act: (next) => endKey(next, consent, key.id),
    });
  const since = Math.max(0, world.time - pick([50, 20, 0, -1_000], seed.how));
  return byMember(play, {
    call: ["keys", "reportCompromise"],
    consent,
    before: [key.id, since],
    message: { module: "keys", type: "KeyCompromise(bytes32 keyId,uint40 since)", values: [key.id, since] },
    act: (next) => reportCompromise(next, consent, key.id, since),
  });
};

export const challengeOne: Write = (play, seed) => {
  const { world } = play;
  const key = world.keys.length === 0 ? null : pick(world.keys, seed.which);
  const keyId = key?.id ?? STRANGE_ID;
  const challenger = seed.who % SEATS;
  const given = key?.challenges ?? [];
  if (seed.how % 2 === 0 && given.length > 0) {
    const open = pick(given, seed.who);
    const secret = seed.how % 10 === 0 ? id("wrong") : open.answer;
    const values = [keyId, open.challenger, secret];
    const act = plainly((next) => answerChallenge(next, keyId, open.challenger, secret));
    const label = `the challenge of ${open.challenger} is answered`;
    return turn(play, label, play.stage.cast.stranger.address, ["keys", "answerChallenge"], () => values, act);
  }
  const secret = id(`answer ${seed.how % 3}`);
  const answerHash = keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32"], [secret]));
  const consent = consentOf(play, challenger, seed);
  const type = "Challenge(bytes32 keyId,bytes32 answerHash)";
  return byMember(play, {
    call: ["keys", "challengeKey"],
    consent,
    before: [keyId, answerHash],
    message: { module: "keys", type, values: [keyId, answerHash] },
    act: (next) => challengeKey(next, consent, keyId, secret),
  });
};
