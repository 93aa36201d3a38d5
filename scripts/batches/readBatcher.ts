import { type Bytes32, type Client, getBatcher, getChallenge, getLog, getMember, parseBytes32 } from "#sdk";

/** What the chain says of a member's batcher. */
export interface BatcherOnChain {
  readonly seat: bigint;
  readonly hasDuty: boolean;
  /** Unix seconds, 0 where it is not suspended. */
  readonly suspendedSince: bigint;
  /** Ascending by when they were opened. */
  readonly logs: readonly {
    readonly logId: Bytes32;
    /** Whether the member anchors in it by itself, and no batcher. */
    readonly isOwn: boolean;
    readonly nextSequence: bigint;
    readonly nextNumber: bigint;
  }[];
  /** Those that wait for an answer. */
  readonly challenges: readonly {
    readonly challengeId: Bytes32;
    readonly sequence: bigint;
    readonly challenger: bigint;
    /** The last block before anybody may conclude that there was no answer. */
    readonly answerBy: bigint;
  }[];
}

/** Reads what the chain says of a member's batcher. */
export async function readBatcher(client: Client, seat: bigint): Promise<BatcherOnChain> {
  const [member, { suspendedSince }, opened, challenged] = await Promise.all([
    getMember(client, { seat }),
    getBatcher(client, { seat }),
    listIds(client, "LogOpened", [null, seat]),
    listIds(client, "PromiseChallenged", [null, null, seat]),
  ]);
  const logs = await Promise.all(
    opened.map(async (logId) => {
      const log = await getLog(client, { logId });
      return {
        logId,
        isOwn: log?.isOwn ?? false,
        nextSequence: log?.nextSequence ?? 0n,
        nextNumber: log?.nextNumber ?? 0n,
      };
    }),
  );
  const challenges = await Promise.all(
    challenged.map(async (challengeId) => ({ challengeId, challenge: await getChallenge(client, { challengeId }) })),
  );
  return {
    seat,
    hasDuty: member?.duties.includes("batcher") ?? false,
    suspendedSince,
    logs,
    challenges: challenges.flatMap(({ challengeId, challenge }) => {
      if (challenge?.state !== "open") return [];
      const { sequence, challenger, answerBy } = challenge;
      return [{ challengeId, sequence, challenger, answerBy }];
    }),
  };
}

/** The ids that events of the anchor are about, which is the first thing that each of them can be searched by. */
async function listIds(
  { contracts, modules, provider }: Client,
  event: "LogOpened" | "PromiseChallenged",
  searched: readonly (bigint | null)[],
): Promise<readonly Bytes32[]> {
  const topics = contracts.batchAnchor.interface.encodeFilterTopics(event, [...searched]);
  const logs = await provider.getLogs({ address: modules.batchAnchor, topics, fromBlock: 0 });
  return logs.map((log) => parseBytes32(log.topics[1]));
}
