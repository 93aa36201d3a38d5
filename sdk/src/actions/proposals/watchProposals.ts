import type { ModuleEvent } from "../../internal/decodeEvent.ts";
import { type WatchLimits, watchEvents } from "../../internal/watchEvents.ts";
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
export interface WatchProposalsParameters extends WatchLimits {}

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
  const watched = { limits: parameters, address: client.modules.governor, doing: "watching proposals" };
  for await (const { type, event } of watchEvents(client, watched)) {
    const change = toChange(type, event);
    if (change !== undefined) yield change;
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
