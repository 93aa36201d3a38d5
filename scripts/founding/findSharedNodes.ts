import { QuorateError } from "#sdk";
import type { NodeRow } from "./NodeRow.ts";
import type { Organisation } from "./Organisation.ts";

interface Claim {
  readonly organisation: string;
  readonly row: NodeRow;
}

/** What the nodes that stand in several rows mean for the founding. */
export interface SharedNodes {
  /** Two organisations claim one node: one of them is wrong, and people must find out which. */
  readonly faults: readonly QuorateError[];
  /** One organisation lists a node twice, as it does when a validator also serves as a regular node. */
  readonly warnings: readonly QuorateError[];
}

/** Finds node ids and node addresses that stand in several rows. */
export function findSharedNodes(organisations: readonly Organisation[]): SharedNodes {
  const claims = organisations.flatMap(({ name, nodes }) => nodes.map((row): Claim => ({ organisation: name, row })));
  const faults: QuorateError[] = [];
  const warnings: QuorateError[] = [];

  for (const [nodeId, group] of Map.groupBy(claims, ({ row }) => row.nodeId)) {
    if (group.length === 1) continue;
    const names = listNames(group);
    const facts = { nodeId, organisations: names, lines: group.map(({ row }) => row.line) };
    const where = `lines ${facts.lines.join(", ")}`;
    const short = `${nodeId.slice(0, 12)}...`;
    if (names.length > 1) {
      faults.push(
        new QuorateError({
          code: "NODE_ID_SHARED_BETWEEN_ORGANISATIONS",
          summary: `${names.join(" and ")} both claim the node id ${short} (${where}).`,
          remedy: "Correct the wrong row; if they are one organisation, say so in the alias file.",
          facts,
        }),
      );
    } else {
      warnings.push(
        new QuorateError({
          code: "NODE_ID_SHARED_WITHIN_ORGANISATION",
          summary: `${names.join()} lists the node id ${short} in several rows (${where}).`,
          remedy: "If this is one machine with two names nothing is to be done; else correct the wrong row.",
          facts,
        }),
      );
    }
  }

  const addressed = claims.filter(({ row }) => row.nodeAddress !== null);
  for (const [nodeAddress, group] of Map.groupBy(addressed, ({ row }) => row.nodeAddress)) {
    const names = listNames(group);
    // An address follows from the node id: where the ids are one, the fault is above already.
    if (names.length === 1 || new Set(group.map(({ row }) => row.nodeId)).size === 1) continue;
    const lines = group.map(({ row }) => row.line);
    faults.push(
      new QuorateError({
        code: "NODE_ADDRESS_SHARED_BETWEEN_ORGANISATIONS",
        summary: `${names.join(" and ")} both claim the node address ${nodeAddress} (lines ${lines.join(", ")}).`,
        remedy: "Correct the wrong row; if they are one organisation, say so in the alias file.",
        facts: { nodeAddress, organisations: names, lines },
      }),
    );
  }
  return { faults, warnings };
}

function listNames(claims: readonly Claim[]): readonly string[] {
  return [...new Set(claims.map(({ organisation }) => organisation))];
}
