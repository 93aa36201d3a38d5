import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

/** Which challenge. */
export interface GetChallengeParameters extends WaitLimits {
  readonly challengeId: Bytes32;
}

const STATES = ["none", "open", "answered", "unanswered"] as const;

/** What the chain keeps of a challenge to a batcher; null where there is none. */
export type GetChallengeReturnType = {
  readonly state: Exclude<(typeof STATES)[number], "none">;
  readonly logId: Bytes32;
  readonly sequence: bigint;
  readonly digest: Bytes32;
  /** Whose batcher promised the record. */
  readonly seat: bigint;
  /** Who asks for it. */
  readonly challenger: bigint;
  readonly promisedAtBlock: bigint;
  /** The last block before anybody may conclude that there was no answer. */
  readonly answerBy: bigint;
} | null;

/**
 * Where a challenge to a batcher stands.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const asked = await getChallenge(client, { challengeId });
 * if (asked?.state === "open") console.log(asked.answerBy);
 * ```
 */
export async function getChallenge(
  client: Client,
  parameters: GetChallengeParameters,
): Promise<GetChallengeReturnType> {
  return await withLimits(parameters, client, "reading a challenge", async () => {
    const kept = await client.contracts.batchAnchor.challengeOf(parameters.challengeId);
    const state = STATES[Number(kept.state)] ?? "none";
    if (state === "none") return null;
    const { logId, sequence, digest, seat, challenger, promisedAtBlock, answerBy } = kept;
    const ids = { logId: parseBytes32(logId), digest: parseBytes32(digest) };
    return { state, ...ids, sequence, seat, challenger, promisedAtBlock, answerBy };
  });
}
