import { keccak256, ZeroHash } from "ethers";

import { type ComputeProposalIdParameters, computeProposalId } from "../crypto/computeProposalId.ts";
import { QuorateError } from "../errors/QuorateError.ts";
import type { Call } from "../types/BuiltCall.ts";
import type { Client } from "../types/Client.ts";
import type { Bytes32 } from "../types/Hex.ts";
import type { ProposalContent } from "../types/ProposalContent.ts";
import type { ProposalId } from "../types/ProposalId.ts";
import { parseBytes32, sizeOf } from "../types/parseHex.ts";
import { toChainCalls } from "./toChainCalls.ts";

/** A call with the hash of the code at its target. */
export type PinnedCall = Call & { readonly codeHash: Bytes32 };

/** A proposal's content with everything else that its id binds. */
export interface IdentifiedContent {
  readonly id: ProposalId;
  readonly calls: readonly PinnedCall[];
}

/**
 * The id that a content would have now if a seat proposed it, with the code hashes that it binds. The chain says which rule
 * decides; the id itself is computed here.
 *
 * @throws QuorateError CALLS_EMPTY, TARGET_WITHOUT_CODE, REVERTED where the constitution refuses the calls
 */
export async function identifyContent(
  client: Client,
  content: ProposalContent,
  proposer: bigint,
): Promise<IdentifiedContent> {
  const [calls, ruling] = await Promise.all([
    pinCalls(client, content.calls, "latest"),
    client.contracts.constitution.rulingOn(toChainCalls(content.calls)),
  ]);
  return { id: computeId(client, content, calls, proposer, ruling.version), calls };
}

/** Adds to each call the hash of the code at its target; zero where there is none. @throws QuorateError TARGET_WITHOUT_CODE */
export async function pinCalls(
  client: Client,
  calls: readonly Call[],
  blockTag: number | "latest",
): Promise<readonly PinnedCall[]> {
  return await Promise.all(
    calls.map(async (call, index) => {
      const code = await client.provider.getCode(call.to, blockTag);
      if (code === "0x" && sizeOf(call.data) > 0) {
        throw new QuorateError({
          code: "TARGET_WITHOUT_CODE",
          summary: `Call ${index} goes to ${call.to}, where nothing stands.`,
          remedy: "Correct the target, or deploy the contract first.",
          facts: { index, target: call.to },
        });
      }
      return {
        to: call.to,
        value: call.value,
        data: call.data,
        codeHash: parseBytes32(code === "0x" ? ZeroHash : keccak256(code)),
      };
    }),
  );
}

/** The id of a content whose calls are pinned. */
export function computeId(
  client: Pick<Client, "chainId" | "modules">,
  { description, salt }: Pick<ProposalContent, "description" | "salt">,
  calls: ComputeProposalIdParameters["calls"],
  proposer: bigint,
  ruleVersion: bigint,
): ProposalId {
  return computeProposalId({
    chainId: client.chainId,
    governor: client.modules.governor,
    proposer,
    salt,
    description,
    calls,
    ruleVersion,
  });
}
