import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";

import { hexlify } from "ethers";

import { type BuiltCall, type Client, explain, parseBytes32, propose, simulate } from "#sdk";

import { connectReader, connectSender } from "../clients/connect.ts";
import type { OptionDescription, Outcome } from "../terminal/Command.ts";
import { formatProposalId } from "../terminal/formatProposalId.ts";
import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import type { Draft } from "./Draft.ts";
import { readDraft } from "./readDraft.ts";
import { warnOfFailure } from "./warnOfFailure.ts";
import { writeDraft } from "./writeDraft.ts";

/** Options of every command that builds a call for a proposal. */
export const draftOptions = {
  out: { value: "FILE", says: "write a draft of the proposal; where there is one, add the call to it" },
  propose: { says: "open the proposal at once, with the account of --key" },
  description: { value: "TEXT", says: "why, for people; public (default: what the calls do)" },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/**
 * What becomes of a governed power: shown, put into a draft, or proposed. It is never simply done.
 *
 * @param build makes the call; it may read the chain first
 */
export async function deliverCall(
  place: Workplace,
  input: Input,
  build: (client: Client) => Promise<BuiltCall> | BuiltCall,
): Promise<Outcome> {
  const isProposed = input.flag("propose");
  const client = isProposed ? await connectSender(place) : await connectReader(place);
  const call = await build(client);
  const out = input.optional("out");
  if (isProposed) return proposeNow(place, input, client, call);
  if (out !== null) return addToDraft(out, input, client, call);
  const { ruleSentence, simulation } = await explain(client, { calls: [call] });
  return {
    json: { call, rule: ruleSentence, simulation },
    lines: [
      call.sentence,
      `Decided by: ${ruleSentence}`,
      ...warnOfFailure(simulation),
      "",
      "Nothing was sent. Add --out FILE to draft it, or --propose --key SOURCE.",
    ],
  };
}

async function addToDraft(path: string, input: Input, client: Client, call: BuiltCall): Promise<Outcome> {
  const added = { to: call.to, value: call.value, data: call.data, sentence: call.sentence };
  const isChange = existsSync(path);
  const before: Draft = isChange
    ? await readDraft(path, client)
    : {
        chainId: client.chainId,
        description: "",
        salt: parseBytes32(hexlify(randomBytes(32))),
        calls: [],
      };
  const calls = [...before.calls, added];
  const given =
    input.optional("description") ?? (before.description === describe(before.calls) ? "" : before.description);
  const draft = { ...before, calls, description: given === "" ? describe(calls) : given };
  await writeDraft(path, draft, isChange);
  return {
    json: { file: path, draft },
    lines: [`${path}: ${draft.description}`, ...calls.map(({ sentence }, index) => `  ${index + 1}. ${sentence}`)],
  };
}

function describe(calls: readonly { readonly sentence: string }[]): string {
  return calls.map(({ sentence }) => sentence).join("; ");
}

async function proposeNow(place: Workplace, input: Input, client: Client, call: BuiltCall): Promise<Outcome> {
  const simulation = await simulate(client, { calls: [call] });
  for (const line of [call.sentence, ...warnOfFailure(simulation)]) place.terminal.say(line);
  await place.confirm("Propose this?");
  const description = input.optional("description") ?? call.sentence;
  const salt = parseBytes32(hexlify(randomBytes(32)));
  const { proposalId, receipt } = await propose(client, {
    calls: [call],
    description,
    salt,
    simulation: simulation.hash,
  });
  return {
    json: { proposalId, call, description, simulation, receipt },
    lines: [`Proposed: ${call.sentence}`, `Proposal ${formatProposalId(proposalId)}`],
  };
}
