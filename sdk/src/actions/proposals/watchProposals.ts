import { createLogFollower } from "../../internal/createLogFollower.ts";
import type { ModuleEvent } from "../../internal/decodeEvent.ts";
import { decodeLogs } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { sleep, withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import { parseProposalId } from "../../types/parseProposalId.ts";

const STEPS = {
  "Governor.ProposalCreated": "opened",
  "Governor.ProposalEnacted": "enacted",
  "Governor.ProposalExtended": "extended",
  "Governor.ProposalClosed": "closed",
  "Governor.ProposalQueued": "queued",
  "Governor.ProposalExecuted": "executed",
  "Governor.ProposalCanceledFor": "canceled",
  "Governor.BallotsSubmitted": "ballots",
  "Governor.VoteCast": "ballot",
  "Governor.VoteCastWithParams": "ballot",
} as const;

/** What happens to a proposal. */
export type ProposalStep = (typeof STEPS)[keyof typeof STEPS];

/** Where to begin, and how sure to be. `timeoutMs` limits each question to the node, not the watching. */
export interface WatchProposalsParameters extends WaitLimits {
  /** First block; without it, the one after the newest. */
  readonly fromBlock?: bigint;
  /** How many blocks must lie above an event before it is shown; without it, 0. */
  readonly confirmations?: number;
}

/** Something that happened to a proposal, or that did not happen after all. */
export interface ProposalChange {
  /** `removed`: the chain took another course, and what was shown before is not so. */
  readonly type: "added" | "removed";
  readonly step: ProposalStep;
  readonly proposalId: ProposalId;
  readonly blockNumber: bigint;
  readonly transactionHash: Bytes32;
  /** The event with all its facts. */
  readonly event: ModuleEvent;
}

/** The changes, one after the other, until the signal aborts. */
export type WatchProposalsReturnType = AsyncGenerator<ProposalChange, void>;

/**
 * Watches what happens to proposals. Changes of the chain's course are rolled back. The loop ends when the signal aborts.
 *
 * @throws QuorateError CHAIN_REORGANISED, LOGS_REFUSED, CHAIN_UNREACHABLE, TIMED_OUT
 * @example
 * ```ts
 * for await (const { type, step, proposalId } of watchProposals(client, { confirmations: 2, signal })) {
 *   console.log(type, step, proposalId);
 * }
 * ```
 */
export async function* watchProposals(
  client: Client,
  parameters: WatchProposalsParameters = {},
): WatchProposalsReturnType {
  const { fromBlock, confirmations = 0, timeoutMs } = parameters;
  const signals = [parameters.signal, client.signal].flatMap((signal) => (signal ? [signal] : []));
  const signal = AbortSignal.any(signals);
  const limits = { signal, timeoutMs };
  try {
    const from = await withLimits(limits, client, "looking for the newest block", async () =>
      fromBlock === undefined ? (await client.provider.getBlockNumber()) + 1 : Number(fromBlock),
    );
    const follower = createLogFollower(client.provider, {
      address: client.modules.governor,
      topics: [],
      from,
      confirmations,
    });
    while (!signal.aborted) {
      const changes = await withLimits(limits, client, "watching proposals", (inner) => follower.advance(inner));
      for (const { type, log } of changes) {
        const [event] = decodeLogs(client, [log]);
        const change = event === undefined ? undefined : toChange(type, event);
        if (change !== undefined) yield change;
      }
      await sleep(client.pollingIntervalMs, signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function toChange(type: ProposalChange["type"], event: ModuleEvent): ProposalChange | undefined {
  const step = Object.entries(STEPS).find(([name]) => name === event.name)?.[1];
  if (step === undefined || !("proposalId" in event.facts)) return undefined;
  return {
    type,
    step,
    proposalId: parseProposalId(event.facts.proposalId),
    blockNumber: BigInt(event.log.blockNumber),
    transactionHash: parseBytes32(event.log.transactionHash),
    event,
  };
}
