import { formatMoment } from "#sdk";

import { askBatcher } from "../../batches/askBatcher.ts";
import { type BatcherOnChain, readBatcher } from "../../batches/readBatcher.ts";
import { connectReader } from "../../clients/connect.ts";
import { nameSeat } from "../../records/nameSeats.ts";
import type { Command } from "../../terminal/Command.ts";
import { type Input, malformed } from "../../terminal/Input.ts";
import { readSeat } from "../../terminal/readValues.ts";
import type { Workplace } from "../../terminal/Workplace.ts";

const OPERATOR = "http://127.0.0.1:8641";

export const batcherStatus: Command = {
  name: "batcher status",
  summary:
    "Say how a batcher is: what it says itself to its operator, and what the chain says of it. With a seat, only the latter.",
  arguments: ["seat?"],
  options: { operator: { value: "URL", says: `the batcher's address for its operator (default: ${OPERATOR})` } },
  run: async (place, input) => {
    const seatText = input.optionalArgument("seat");
    const client = await connectReader(place);
    if (seatText !== null) {
      const chain = await readBatcher(client, readSeat("SEAT", seatText, client.names));
      return { json: { chain }, lines: describeChain(nameSeat(client, chain.seat), chain) };
    }
    const says = await askOperator(place, input);
    const chain = await readBatcher(client, BigInt(Number(says.seat)));
    const anchored = chain.logs.find(({ logId }) => logId === says.logId)?.nextSequence ?? 0n;
    const unanchored = BigInt(Number(says.nextSequence)) - anchored;
    const name = nameSeat(client, chain.seat);
    return {
      json: { batcher: says, unanchored, chain },
      lines: [...describeItself(says, unanchored), ...describeChain(name, chain)],
    };
  },
};

/** What a batcher says of itself, by the names of its answer. */
type Said = Readonly<Record<string, unknown>>;

async function askOperator(place: Workplace, input: Input): Promise<Said> {
  const url = input.optional("operator") ?? OPERATOR;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw malformed("--operator", url, `an address, as in ${OPERATOR}`);
  const signal = AbortSignal.any([place.signal, AbortSignal.timeout(place.timeoutMs)]);
  return Object(JSON.parse((await askBatcher(url, "/v1/operator/status", signal)).text));
}

function describeItself(says: Said, unanchored: bigint): readonly string[] {
  const troubles = [
    ...(says.isOnDuty === true ? [] : ["its key has not the batcher's duty"]),
    ...(says.isDraining === true ? ["it is stopping"] : []),
    ...(Number(says.callsGivenUp ?? 0) === 0
      ? []
      : [`${says.callsGivenUp} records' calls were given up; call-given-up in its lines names them`]),
    ...(typeof says.trouble === "string" ? [`batches do not come on chain: ${says.trouble}`] : []),
  ];
  return [
    `It runs, ${says.holdsLease === true ? "and anchors" : "and another instance anchors"}${troubles.length === 0 ? "" : `; ${troubles.join("; ")}`}`,
    `  log         ${says.logId}`,
    `  next        number ${says.nextSequence}; ${unanchored} records are not anchored, ${says.unbatched} of them in no batch`,
    `  node        block ${says.head}, answered ${says.chainSilence} ms ago`,
  ];
}

function describeChain(
  name: string,
  { seat, suspendedSince, hasDuty, logs, challenges }: BatcherOnChain,
): readonly string[] {
  const standing = hasDuty ? "has the batcher's duty" : "has not the batcher's duty";
  const isSuspended = suspendedSince !== 0n;
  return [
    `On chain: ${name} (seat ${seat}) ${standing}${isSuspended ? `, and is suspended since ${formatMoment(suspendedSince)}` : ""}`,
    ...logs.map(({ logId, isOwn, nextSequence, nextNumber }) => {
      return `  ${isOwn ? "own log" : "log    "}     ${logId}: ${nextSequence} records in ${nextNumber} batches`;
    }),
    ...challenges.map(({ challengeId, sequence, answerBy }) => {
      return `  CHALLENGE   ${challengeId}: number ${sequence} is missed, an answer is due by block ${answerBy}`;
    }),
    ...(isSuspended ? [`A vote lets it promise again: quorate batcher reinstate ${seat}`] : []),
  ];
}
