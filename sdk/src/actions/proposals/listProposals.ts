import { ORIGIN_TOPICS, type ProposalOrigin, readOrigins } from "../../internal/findProposal.ts";
import { scanLogs } from "../../internal/scanLogs.ts";
import { toProposalState } from "../../internal/toProposalState.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalState } from "../../types/ProposalState.ts";

/** Which blocks to look through. The limits hold for the whole list. */
export interface ListProposalsParameters extends WaitLimits {
  /** First block; without it, the chain's first. */
  readonly fromBlock?: bigint;
  /** Last block; without it, the newest. */
  readonly toBlock?: bigint;
}

/** A proposal and where it stands now. */
export type ListedProposal = ProposalOrigin & { readonly state: ProposalState };

/** The proposals in the order in which they came to be. */
export type ListProposalsReturnType = readonly ListedProposal[];

/**
 * Lists proposals from the chain's events. Pages of blocks adapt to what the node allows.
 *
 * @throws QuorateError LOGS_REFUSED, PROPOSAL_CONTENT_UNKNOWN, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const open = (await listProposals(client, {})).filter(({ state }) => state === "active");
 * ```
 */
export async function listProposals(
  client: Client,
  parameters: ListProposalsParameters = {},
): Promise<ListProposalsReturnType> {
  const { fromBlock = 0n, toBlock } = parameters;
  return await withLimits(parameters, client, "listing proposals", async (signal) => {
    const to = toBlock === undefined ? await client.provider.getBlockNumber() : Number(toBlock);
    const range = { address: client.modules.governor, topics: ORIGIN_TOPICS, from: Number(fromBlock), to };
    const found: ProposalOrigin[] = [];
    for await (const { logs } of scanLogs(client.provider, range, signal))
      found.push(...(await readOrigins(client, logs)));
    const listed: ListedProposal[] = [];
    for (const origin of found) {
      signal.throwIfAborted();
      listed.push({ ...origin, state: toProposalState(await client.contracts.governor.state(origin.proposalId)) });
    }
    return listed;
  });
}
