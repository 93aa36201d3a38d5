import { getCurrentState, listMembers } from "#sdk";

import { connectReader } from "../../clients/connect.ts";
import type { Command } from "../../terminal/Command.ts";

export const foundingState: Command = {
  name: "founding state",
  summary: "Show the state that members accept, who has accepted it, and whether the consortium is founded.",
  run: async (place) => {
    const client = await connectReader(place);
    const [state, members, foundedAt, quorum] = await Promise.all([
      getCurrentState(client),
      listMembers(client),
      client.contracts.memberRegistry.foundedAt(),
      client.contracts.memberRegistry.foundingQuorum(),
    ]);
    const present = members.filter(({ standing }) => standing !== "former" && standing !== "none");
    const total = present.reduce((sum, { weight }) => sum + weight, 0n);
    const accepted = present.reduce((sum, { weight, acceptedAt }) => (acceptedAt === 0n ? sum : sum + weight), 0n);
    const needed = (total * quorum + 9_999n) / 10_000n;
    const waiting = present
      .filter(({ acceptedAt }) => acceptedAt === 0n)
      .map(({ seat, name }) => name ?? `seat ${seat}`);
    return {
      json: { state, isFounded: foundedAt !== 0n, foundedAt, accepted, needed, total, waiting },
      lines: [
        foundedAt === 0n
          ? `Not founded yet: a weight of ${accepted} of ${total} has accepted, ${needed} are needed.`
          : `Founded; a weight of ${accepted} of ${total} has accepted.`,
        `  rules       version ${state.rulesVersion}, root ${state.rulesRoot}`,
        `  parameters  version ${state.parametersVersion}, root ${state.parametersRoot}`,
        `  membership  version ${state.membershipVersion}, root ${state.membershipRoot}`,
        ...(waiting.length === 0 ? [] : [`Not accepted yet: ${waiting.join(", ")}`]),
      ],
    };
  },
};
