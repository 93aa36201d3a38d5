import { type Call, type Client, type ProposalId, parseAddress, parseHex, parseProposalId } from "#sdk";

import { readDraft } from "../../drafts/readDraft.ts";
import type { Input } from "../../terminal/Input.ts";

/** What is to be explained: a proposal by its id, the calls of a draft, or a single call by its bytes. */
export type Subject =
  | { readonly proposalId: ProposalId; readonly calls?: undefined }
  | { readonly calls: readonly Call[]; readonly proposalId?: undefined };

/** Reads the argument `proposal-or-draft`, or `--to` and `--data`. */
export async function readSubject(input: Input, client: Client): Promise<Subject> {
  if (input.optional("to") !== null) {
    const data = parseHex((input.optional("data") ?? "0x").toLowerCase());
    return { calls: [{ to: parseAddress(input.option("to")), value: 0n, data }] };
  }
  const text = input.argument("proposal-or-draft");
  if (/^(?:0x[0-9a-f]+|\d+)$/i.test(text)) return { proposalId: parseProposalId(text) };
  return { calls: (await readDraft(text, client)).calls };
}
