import { formatDuration, formatMoment, type GroupPolicy, getGroup } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import { nameSeats } from "../../records/nameSeats.ts";
import { requireGroup } from "../../records/requireGroup.ts";
import type { Command } from "../../terminal/Command.ts";
import { readGroupNumber } from "../../terminal/readValues.ts";

export const groupShow: Command = {
  name: "group show",
  summary: "Show a group: its members, and what it asks of its records.",
  arguments: ["group"],
  options: { epoch: { value: "NUMBER", says: "as it was in that epoch (default: now)" } },
  run: async (place, input) => {
    const number = readGroupNumber("GROUP", input.argument("group"));
    const epochText = input.optional("epoch");
    const epoch = epochText === null ? undefined : readGroupNumber("--epoch", epochText);
    const client = await connectReader(place);
    const group = requireGroup(await getGroup(client, { group: number, epoch }), number);
    const { seats, mandatory, startedAt, endedAt, policy } = group;
    return {
      json: group,
      lines: [
        `Group ${number}, epoch ${group.epoch}`,
        `  since            ${formatMoment(startedAt)}${endedAt === 0n ? "" : ` until ${formatMoment(endedAt)}`}`,
        `  members          ${nameSeats(client, seats)}`,
        `  mandatory        ${nameSeats(client, mandatory)}`,
        ...formatPolicy(policy),
      ],
    };
  },
};

function formatPolicy(policy: GroupPolicy): readonly string[] {
  const quorum = (members: bigint): string => (members === 0n ? "by vote alone" : `${members} members, or by vote`);
  return [
    `  final with       ${policy.minAcks} acknowledgements within ${formatDuration(policy.ackPeriod)}`,
    `  answers within   ${formatDuration(policy.answerPeriod)}`,
    `  suites           ${policy.suites.join(", ")}`,
    `  lives            ${policy.timeToLive === 0n ? "without end" : formatDuration(policy.timeToLive)}`,
    `  shredded by      ${quorum(policy.shredQuorum)}, confirmed within ${formatDuration(policy.shredPeriod)}`,
    `  granted by       ${quorum(policy.historyQuorum)}`,
    `  changed by       ${quorum(policy.changeQuorum)}`,
    `  members that left are ${policy.waivesLeavers ? "" : "not "}waived`,
  ];
}
