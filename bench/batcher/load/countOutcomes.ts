import { type Acknowledgements, computeLeaves, rootFromRange } from "#sdk/receipts";

import type { Acknowledged } from "../runs/checkAcknowledged.ts";

/** What became of a load. */
export interface Outcomes {
  readonly accepted: number;
  readonly replayed: number;
  /** By code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly acknowledged: readonly Acknowledged[];
}

/** A request's answer, or why nothing of it was taken, with the digests of its records. */
export interface Answered {
  readonly answer: Acknowledgements | string;
  readonly digests: Uint8Array;
}

/** Counts outcomes, and checks that each accepted run of records leads to the root that the batcher promised. */
export function countOutcomes(answers: Iterable<Answered>): Outcomes {
  const acknowledged: Acknowledged[] = [];
  const refused: Record<string, number> = {};
  let [accepted, replayed] = [0, 0];
  for (const { answer, digests } of answers) {
    if (typeof answer === "string") {
      refused[answer] = (refused[answer] ?? 0) + digests.length / 32;
      continue;
    }
    const digestAt = (position: number): Uint8Array => digests.subarray(32 * position, 32 * position + 32);
    const byPart = answer.parts.map((): Uint8Array[] => []);
    answer.outcomes.forEach((outcome, position) => {
      if (outcome.status === "refused") {
        refused[outcome.code] = (refused[outcome.code] ?? 0) + 1;
        return;
      }
      if (outcome.status === "accepted") {
        accepted += 1;
        byPart[outcome.part]?.push(digestAt(position));
      } else replayed += 1;
      acknowledged.push({ sequence: outcome.sequence, digest: digestAt(position) });
    });
    answer.parts.forEach((part, index) => {
      const own = byPart[index] ?? [];
      if (part.promised !== undefined && own.length === part.count) checkPart(part, Buffer.concat(own));
    });
  }
  return { accepted, replayed, refused, acknowledged };
}

function checkPart(part: Acknowledgements["parts"][number], digests: Uint8Array): void {
  const { promised, logId, firstSequence, siblings } = part;
  if (promised === undefined) return;
  const { promise } = promised;
  const leaves = computeLeaves(logId, firstSequence, digests);
  const root = rootFromRange(leaves, siblings, firstSequence - promise.firstSequence, promise.count);
  if (root === undefined || Buffer.compare(root, promise.groupRoot) !== 0)
    throw new Error(`records ${firstSequence} and on are not what was promised`);
}
