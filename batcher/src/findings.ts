/** What a check of a store against the chain has found. Sequences and numbers count within the log. */
export type Finding = { readonly logId: string } & (
  | { readonly kind: "records-missing"; readonly from: number; readonly to: number }
  | { readonly kind: "records-twice"; readonly from: number; readonly to: number }
  | { readonly kind: "group-unreadable"; readonly sequence: number; readonly why: string }
  | { readonly kind: "digest-differs"; readonly sequence: number }
  | {
      readonly kind: "batch-out-of-order";
      readonly number: number;
      readonly expected: number;
      readonly firstSequence: number;
    }
  | { readonly kind: "batch-incomplete"; readonly number: number; readonly missing: number }
  | { readonly kind: "root-differs"; readonly number: number; readonly computed: string }
  | { readonly kind: "log-unknown-to-chain" }
  | { readonly kind: "batch-not-on-chain"; readonly number: number }
  | { readonly kind: "header-differs"; readonly number: number; readonly computed: string; readonly onChain: string }
  | { readonly kind: "chain-ahead"; readonly nextNumber: number; readonly nextSequence: number }
  | { readonly kind: "anchored-unnoted"; readonly number: number }
  | {
      readonly kind: "promise-late";
      readonly sequence: number;
      readonly number: number;
      readonly promisedUntil: number;
    }
  | { readonly kind: "promise-overdue"; readonly sequence: number; readonly promisedUntil: number }
);

/** A kind of finding. */
export type FindingKind = Finding["kind"];

/** What a kind of finding means, and what to do. A note asks for nothing that the batcher does not do by itself. */
export interface FindingMeaning {
  readonly severity: "fault" | "note";
  readonly meaning: string;
  readonly remedy: string;
}

const RESTORE =
  "Restore the store from its newest copy; where there is none, begin a new log and anchor nothing more in this one.";
const STOP = "Stop the batcher and keep this store as it is; begin a new log in a new store, and compare with a copy.";

export const findingMeanings: Readonly<Record<FindingKind, FindingMeaning>> = {
  "records-missing": { severity: "fault", meaning: "Sequences stand in no group.", remedy: RESTORE },
  "records-twice": { severity: "fault", meaning: "Sequences stand in two groups.", remedy: STOP },
  "group-unreadable": {
    severity: "fault",
    meaning: "A group's bytes are not the records that it counts.",
    remedy: RESTORE,
  },
  "digest-differs": { severity: "fault", meaning: "A digest is not that of the record beside it.", remedy: RESTORE },
  "batch-out-of-order": { severity: "fault", meaning: "A batch does not follow the one before it.", remedy: STOP },
  "batch-incomplete": { severity: "fault", meaning: "A batch holds records that are not stored.", remedy: RESTORE },
  "root-differs": { severity: "fault", meaning: "A batch's root is not that of its records.", remedy: STOP },
  "log-unknown-to-chain": {
    severity: "fault",
    meaning: "The chain knows no such log.",
    remedy: "Check that the store and the node are of the same chain; then let the batcher open the log.",
  },
  "batch-not-on-chain": {
    severity: "fault",
    meaning: "A batch that is noted as anchored is not on the chain.",
    remedy: "Start the batcher: it follows the chain and anchors the batch again. Check the node if this comes back.",
  },
  "header-differs": {
    severity: "fault",
    meaning: "The chain keeps another header for a batch.",
    remedy: `If the batch is not final, start the batcher: it reads where the batch went. Otherwise: ${STOP}`,
  },
  "chain-ahead": {
    severity: "fault",
    meaning: "The chain holds batches that the store does not know.",
    remedy: "The store is an older copy. Restore the newest; where there is none, begin a new log.",
  },
  "anchored-unnoted": {
    severity: "note",
    meaning: "A batch is on the chain, and the store has not noted it yet.",
    remedy: "Nothing: the batcher notes it when it runs.",
  },
  "promise-late": {
    severity: "note",
    meaning: "Records were anchored later than promised.",
    remedy: "Nothing undoes it. Look at why: the node, the fees, or the batcher was away.",
  },
  "promise-overdue": {
    severity: "fault",
    meaning: "Records are not anchored although the time promised has passed.",
    remedy: "Start the batcher now: members may challenge the promise, and answers are due within some blocks.",
  },
};
