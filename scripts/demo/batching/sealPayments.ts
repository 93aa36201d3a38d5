import { getBytes } from "ethers";

import { getGroup, listEncryptionKeys } from "#sdk";
import { parseEncryptionKey } from "#sdk/records";

import { firstKey } from "../cast/firstKey.ts";
import type { Party } from "../exchange/Party.ts";
import { formatInteger } from "../narration/formatInteger.ts";
import { joinNames } from "../narration/joinNames.ts";
import type { Stage } from "../stage/Stage.ts";
import type { SealingJob, SignedEnvelope } from "./SealingJob.ts";
import { sealMany } from "./sealMany.ts";

/** What the others of a message say, beside amount and reference. */
const SHARED_FIELDS = 4;
const RECORDS_PER_JOB = 1_000;
/** By the chain's time; batchers take no later deadline than the members decided. */
const DEADLINE_AHEAD_S = 280;

/** Those of the group that sign with an account seal payments to it, and sign each for the batcher. */
export async function sealPayments(stage: Stage, count: number): Promise<readonly SignedEnvelope[]> {
  const { batching, chain, client, exchange, narrator, signal } = stage;
  const group = await getGroup(client, { group: exchange.group });
  if (group === null) throw new TypeError("the group is gone");
  const parties = exchange.parties.filter(({ member }) => group.seats.includes(member.seat));
  const published = await listEncryptionKeys(client, { seats: [...group.seats] });
  const readers = parties.map(({ keyId }) => {
    const key = published.find((known) => known.keyId === keyId);
    return parseEncryptionKey({ suite: key?.suite, publicKey: key?.publicKey });
  });
  const now = await chain.now();
  const { confidentialRegistry: registry, batchAnchor: anchor, batchExecutor: executor } = client.modules;
  const { fields, amount } = exchange.takeMessage();
  const shared = fields.filter(({ type, path }) => type === "text" && path !== amount.path).slice(0, SHARED_FIELDS);
  const senders = parties.filter(({ member }) => firstKey(member).wallet !== null);
  const jobs = Array.from({ length: Math.ceil(count / RECORDS_PER_JOB) }, (_, index): SealingJob => {
    const { member } = at(senders, index % senders.length);
    const { privateKey, address } = accountOf(member);
    const size = Math.min(RECORDS_PER_JOB, count - index * RECORDS_PER_JOB);
    const senderNonce = batching.takeNonces(size);
    return {
      context: {
        chainId: client.chainId,
        registry,
        group: group.group,
        epoch: group.epoch,
        sender: member.seat,
        senderNonce,
      },
      count: size,
      readers,
      fields: shared,
      amountPath: amount.path,
      referencePath: "EndToEndId",
      created: BigInt(now),
      deadline: now + DEADLINE_AHEAD_S,
      privateKey: getBytes(privateKey),
      signer: getBytes(address),
      anchor,
      executor,
    };
  });
  const sealed = await narrator.working("sealing and signing payments", (advance) => sealMany(jobs, advance, signal));
  const others = joinNames(parties.map(({ member }) => member.name));
  const [first] = senders;
  if (count === 1 && first !== undefined)
    narrator.step(first.member.name, `seals a payment to ${others} and signs its registration.`);
  else
    narrator.step(
      joinNames(senders.map(({ member }) => member.name)),
      `seal ${formatInteger(count)} payments to ${others}, each with an amount of its own, and sign each one's registration; nobody has sent anything yet.`,
    );
  return sealed;
}

function accountOf(member: Party["member"]) {
  const { wallet } = firstKey(member);
  if (wallet === null) throw new TypeError(`${member.name} has no account`);
  return wallet;
}

function at<Value>(list: readonly Value[], index: number): Value {
  const value = list[index];
  if (value === undefined) throw new RangeError(`a list of ${list.length} has no place ${index}`);
  return value;
}
