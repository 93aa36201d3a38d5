import type { Pipeline, PipelineSettings } from "../../../batcher/src/pipeline.ts";
import type { Disk } from "./Disk.ts";
import type { Ledger } from "./Ledger.ts";
import { parseTransaction } from "./transactions.ts";
import type { Violations } from "./Violations.ts";

/** What is watched while batchers run. */
export interface ChainWatch {
  /** A node was sent these bytes. */
  readonly onSent: (raw: string) => void;
  readonly checkBounds: (pipeline: Pipeline | undefined, settings: PipelineSettings) => void;
  /** Whether everything that is stored is final, and is at least so many records. */
  readonly isAllFinal: (records: number) => boolean;
}

/** What is watched. */
export interface WatchParameters {
  readonly disk: Disk;
  readonly ledger: Ledger;
  readonly violations: Violations;
}

/** Watches what batchers send, and how much they hold. */
export function watchChain({ disk, ledger, violations }: WatchParameters): ChainWatch {
  const meanings = new Map<string, string>();

  return {
    onSent(raw) {
      const { from, unsigned, call } = parseTransaction(raw);
      // An instance that has just started joins a log without the lease.
      if (call.verb === "joinLog") return;
      const isKept = disk.durable.transactions.some((kept) => kept.raw === raw);
      violations.unless(isKept, "kept-before-sent", `nonce ${unsigned.nonce} was sent and not kept`);
      const name = `${from} ${unsigned.nonce}`;
      const meaning = meanings.get(name) ?? unsigned.input;
      meanings.set(name, meaning);
      violations.unless(meaning === unsigned.input, "one-meaning-per-chain-nonce", `${name} was used for two things`);
    },
    checkBounds(pipeline, { maxWaitingRecords, maxWords, maxTransactions }) {
      if (pipeline === undefined) return;
      const { waiting, window } = pipeline.status();
      violations.unless(waiting <= maxWaitingRecords, "memory-bounded", `${waiting} records wait`);
      violations.unless(window.words <= maxWords * 2, "memory-bounded", `${window.words} words of nonces`);
      const ahead = new Set(
        disk.durable.transactions
          .filter(({ account, nonce }) => nonce >= (ledger.head.state.nonces.get(account) ?? 0))
          .map(({ account, nonce }) => `${account} ${nonce}`),
      );
      const bound = maxTransactions * 4;
      violations.unless(ahead.size <= bound, "memory-bounded", `${ahead.size} transactions are under way`);
    },
    isAllFinal(records) {
      const { groups, batches } = disk.durable;
      const stored = groups.reduce((sum, { count }) => sum + count, 0);
      const final = batches.reduce((sum, { count, isFinal }) => (isFinal ? sum + count : sum), 0);
      return stored >= records && final === stored;
    },
  };
}
