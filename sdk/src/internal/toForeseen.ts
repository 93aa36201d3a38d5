import type { BallotFile } from "../types/BallotFile.ts";

/** What a file says of a simulation. */
export interface Simulated {
  readonly blockNumber: bigint;
  readonly failure: { readonly index: number; readonly revert: { readonly sentence: string } } | null;
  readonly differences: readonly {
    readonly subject: string;
    readonly before: string;
    readonly after: string | null;
  }[];
}

/** What a simulation has shown, in lines that a file's reader takes. */
export function toForeseen({ blockNumber, failure, differences }: Simulated): BallotFile["foreseen"] {
  return {
    blockNumber,
    failure: failure === null ? null : toLine(`call ${failure.index + 1}: ${failure.revert.sentence}`),
    differences: differences.map(({ subject, before, after }) => ({
      subject: toLine(subject),
      before: toLine(before),
      after: after === null ? null : toLine(after),
    })),
  };
}

/** A file's reader takes single lines only. */
function toLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
