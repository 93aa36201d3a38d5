import { computeProposalId } from "../../crypto/computeProposalId.ts";
import { QuorateError } from "../../errors/QuorateError.ts";
import { sameModules } from "../../internal/parseFileParts.ts";
import type { BallotFile } from "../../types/BallotFile.ts";
import type { Modules } from "../../types/Modules.ts";
import type { Names } from "../../types/Names.ts";
import { explainCall } from "../calls/explainCall.ts";

/** What files that are signed on another machine show of a proposal. */
export type ShownProposal = Pick<BallotFile, "chainId" | "modules" | "names" | "proposal">;

/** What the reader of a file knows by itself. */
export interface OwnPlace {
  readonly names?: Names;
  readonly chainId?: bigint;
  readonly modules?: Modules;
}

/** What a file says of itself in a sentence, and what it should say under some names. */
export interface Said {
  readonly sentence: string;
  readonly inNames: (names: Names) => string;
}

/** The errors of one kind of file. */
export interface Refusals {
  readonly altered: (what: string, facts: Readonly<Record<string, string | bigint>>) => QuorateError;
  readonly foreign: (why: string, facts: Readonly<Record<string, string | bigint>>) => QuorateError;
}

/**
 * Holds what a file shows of a proposal against its id and against what the reader knows: the calls, the description and the code hashes
 * must give the id, and each sentence must be what its call's bytes say.
 *
 * @returns what each call does, and the file's own sentence, in the reader's own names
 * @throws QuorateError NAMES_DIFFER, and the two of the file's kind
 */
export function checkShown(
  file: ShownProposal,
  own: OwnPlace,
  said: Said,
  { altered, foreign }: Refusals,
): { readonly sentences: readonly string[]; readonly sentence: string } {
  const { proposal, modules, chainId } = file;
  const names = own.names ?? {};
  if (own.chainId !== undefined && own.chainId !== chainId)
    throw foreign(`It is for chain ${chainId}, and yours is chain ${own.chainId}.`, {
      file: chainId,
      own: own.chainId,
    });
  if (own.modules !== undefined && !sameModules(own.modules, modules))
    throw foreign("It names other modules than those you know.", {
      file: modules.governor,
      own: own.modules.governor,
    });
  requireSameNames(file.names, names);
  const { id, ...content } = proposal;
  const shown = computeProposalId({ chainId, governor: modules.governor, ...content });
  if (shown !== id) throw altered("What it shows has another proposal id", { shown, named: id });
  for (const [index, call] of proposal.calls.entries()) {
    const { sentence } = explainCall({ call, modules, names: file.names });
    if (sentence !== call.sentence)
      throw altered(`The sentence of call ${index} is not what its bytes say`, { sentence });
  }
  const sentence = said.inNames(file.names);
  if (sentence !== said.sentence) throw altered("Its own sentence is not what it says", { sentence });
  return {
    sentences: proposal.calls.map((call) => explainCall({ call, modules, names }).sentence),
    sentence: said.inNames(names),
  };
}

/** A file that calls something by another name than the reader would mislead whoever else reads it. */
function requireSameNames(given: Names, own: Names): void {
  for (const kind of ["seats", "commitments", "accounts"] as const) {
    for (const [key, name] of Object.entries(given[kind] ?? {})) {
      const ownName = own[kind]?.[key];
      if (ownName !== undefined && ownName !== name) throw differ(key, name, ownName);
    }
  }
  for (const [key, { kind, unit }] of Object.entries(given.parameters ?? {})) {
    const meaning = own.parameters?.[key];
    if (meaning !== undefined && (meaning.kind !== kind || meaning.unit !== unit)) {
      throw differ(key, `${kind} in ${unit}`, `${meaning.kind} in ${meaning.unit}`);
    }
  }
}

function differ(key: string, given: string, own: string): QuorateError {
  return new QuorateError({
    code: "NAMES_DIFFER",
    summary: `The file calls ${key} "${given}", and you call it "${own}".`,
    remedy: "Find out which one is right before you sign.",
    facts: { key, given, own },
  });
}
