import { QuorateError } from "#sdk";
import type { AliasEntry, Aliases } from "./Aliases.ts";
import { compareText } from "./compareText.ts";
import { findAmbiguousSpellings } from "./findAmbiguousSpellings.ts";
import { findSharedNodes } from "./findSharedNodes.ts";
import type { NodeRow } from "./NodeRow.ts";
import type { Organisation } from "./Organisation.ts";

/** The organisations of a members file, and what people should look at without having to stop. */
export interface FoldedMembers {
  /** In the order of their names (by code unit), so that one file gives one order of seats everywhere. */
  readonly organisations: readonly Organisation[];
  /** NODE_ID_SHARED_WITHIN_ORGANISATION and ALIAS_SPELLING_UNUSED. */
  readonly warnings: readonly QuorateError[];
}

/**
 * Folds the rows of a members file to organisations, as the alias file says and never by guess.
 *
 * A spelling that the alias file has belongs where the file puts it. A spelling that it has not, and that looks like no other,
 * is an organisation of its own. A spelling that it has not, and that looks like another one, stops the founding: people decide.
 *
 * @throws QuorateError MEMBERS_NOT_FOLDED, gathering SPELLINGS_AMBIGUOUS (with the candidates), NODE_ID_SHARED_BETWEEN_ORGANISATIONS
 * and NODE_ADDRESS_SHARED_BETWEEN_ORGANISATIONS
 */
export function foldMembers(rows: readonly NodeRow[], aliases: Aliases): FoldedMembers {
  const ambiguous = findAmbiguousSpellings(rows, aliases);
  const organisations = groupRows(rows, aliases);
  const shared = findSharedNodes(organisations);
  const faults = [...ambiguous, ...shared.faults];
  if (faults.length > 0) {
    throw new QuorateError({
      code: "MEMBERS_NOT_FOLDED",
      summary: `The members file cannot be folded to organisations for ${faults.length === 1 ? "one reason" : `${faults.length} reasons`}.`,
      remedy: "Settle each one below and run the command again; nothing was sent to a chain.",
      facts: { faults: faults.length },
      faults,
    });
  }
  return { organisations, warnings: [...shared.warnings, ...findUnusedSpellings(rows, aliases)] };
}

function groupRows(rows: readonly NodeRow[], aliases: Aliases): readonly Organisation[] {
  const entries = new Map<string, AliasEntry>();
  for (const entry of aliases) for (const spelling of [entry.name, ...entry.spellings]) entries.set(spelling, entry);

  const groups = Map.groupBy(rows, ({ spelling }) => entries.get(spelling)?.name ?? spelling);
  return [...groups]
    .map(([name, nodes]) => ({
      name,
      lei: entries.get(name)?.lei ?? null,
      domain: entries.get(name)?.domain ?? null,
      spellings: [...new Set(nodes.map(({ spelling }) => spelling))],
      nodes,
    }))
    .toSorted((one, other) => compareText(one.name, other.name));
}

function findUnusedSpellings(rows: readonly NodeRow[], aliases: Aliases): readonly QuorateError[] {
  const used = new Set(rows.map(({ spelling }) => spelling));
  return aliases.flatMap(({ name, spellings }) => {
    const unused = spellings.filter((spelling) => !used.has(spelling));
    // A name that people chose need not stand in the file, unless it is all that the entry has.
    if (spellings.length === 0 && !used.has(name)) unused.push(name);
    return unused.map(
      (spelling) =>
        new QuorateError({
          code: "ALIAS_SPELLING_UNUSED",
          summary: `No row of the members file spells ${name} as ${JSON.stringify(spelling)}.`,
          remedy: "Delete it from the alias file, or check the spelling.",
          facts: { organisation: name, spelling },
        }),
    );
  });
}
