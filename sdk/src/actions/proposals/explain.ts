import { decodeRule } from "../../crypto/ruleWord.ts";
import { findProposal } from "../../internal/findProposal.ts";
import { formatRule } from "../../internal/formatRule.ts";
import { toChainCalls } from "../../internal/toChainCalls.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { Client } from "../../types/Client.ts";
import type { ProposalId } from "../../types/ProposalId.ts";
import type { Rule } from "../../types/Rule.ts";
import { type ExplainCallReturnType, explainCall } from "../calls/explainCall.ts";
import { type SimulateReturnType, simulate } from "./simulate.ts";

/** What to explain: a proposal that exists, or calls that might become one. */
export type ExplainParameters = WaitLimits &
  (
    | { readonly proposalId: ProposalId; readonly calls?: undefined }
    | { readonly calls: readonly Call[]; readonly proposalId?: undefined }
  );

/** What a proposal would do, in words and as a difference of the state. */
export interface ExplainReturnType {
  /** What the proposer says about it; empty for calls that nobody has proposed. */
  readonly description: string;
  /** Each call in one sentence, in order. */
  readonly calls: readonly ExplainCallReturnType[];
  /** What decides it. */
  readonly rule: Rule;
  /** The rule as people read it. */
  readonly ruleSentence: string;
  /** Whether it would succeed on the newest state, and what it would change. */
  readonly simulation: SimulateReturnType;
}

/**
 * Explains a proposal: each call in a sentence, the rule that decides it, and what a simulation shows that it changes.
 *
 * @throws QuorateError PROPOSAL_UNKNOWN, PROPOSAL_CONTENT_UNKNOWN, CALLS_EMPTY, ABORTED, TIMED_OUT
 * @throws RevertedError such as ConstitutionUnknownAction where the constitution refuses the calls
 * @example
 * ```ts
 * const { calls, simulation } = await explain(client, { proposalId });
 * for (const { sentence } of calls) console.log(sentence);
 * for (const { subject, before, after } of simulation.differences) console.log(subject, before, "->", after);
 * ```
 */
export async function explain(client: Client, parameters: ExplainParameters): Promise<ExplainReturnType> {
  return await withLimits(parameters, client, "explaining a proposal", async (signal) => {
    const { proposalId } = parameters;
    const content =
      proposalId === undefined
        ? { calls: parameters.calls, description: "" }
        : (await findProposal(client, proposalId, signal)).content;
    const [word, simulation] = await Promise.all([
      proposalId === undefined
        ? readRuling(client, content.calls)
        : client.contracts.governor.ruleOfProposal(proposalId),
      simulate(client, { calls: content.calls, signal, timeoutMs: Number.POSITIVE_INFINITY }),
    ]);
    const rule = decodeRule(word);
    return {
      description: content.description,
      calls: content.calls.map((call) => explainCall({ call, modules: client.modules, names: client.names })),
      rule,
      ruleSentence: formatRule(rule),
      simulation,
    };
  });
}

async function readRuling(client: Client, calls: readonly Call[]): Promise<bigint> {
  const { rule } = await client.contracts.constitution.rulingOn(toChainCalls(calls));
  return rule;
}
