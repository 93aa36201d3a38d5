import type {
  ClosingReason,
  NewTransaction,
  StoredBatch,
  StoredExecution,
  StoredGroup,
  StoredTransaction,
  TransactionPurpose,
} from "../ports/Store.ts";
import { isEmpty, type Row, readBytes, readInteger, readText } from "./readRow.ts";

/** Columns of a transaction's purpose; the same in both stores. */
export interface PurposeColumns {
  readonly purpose: TransactionPurpose["kind"];
  readonly logId: string | null;
  readonly number: number | null;
  readonly part: number | null;
  readonly because: string | null;
}

const REASONS: readonly ClosingReason[] = ["size", "age", "drain", "recovery"];
const BYTES_PER_SEQUENCE = 8;

/** A row of `groups`; `origin` is the position of its log's sequence 0. */
export function toStoredGroup(row: Row, logId: string, origin: number): StoredGroup {
  return {
    logId,
    firstSequence: readInteger(row, "position") - origin,
    count: readInteger(row, "count"),
    records: readBytes(row, "records"),
    digests: readBytes(row, "digests"),
    chainTime: readInteger(row, "chain_time"),
    block: readInteger(row, "block"),
    lastDeadline: readInteger(row, "last_deadline"),
    promisedUntil: readInteger(row, "promised_until"),
  };
}

/** A row of `batches` with its `log_id`. */
export function toStoredBatch(row: Row): StoredBatch {
  const reason = REASONS.find((known) => known === row.reason);
  if (reason === undefined) throw new TypeError(`a batch was closed for an unknown reason: ${row.reason}`);
  return {
    logId: readText(row, "log_id"),
    number: readInteger(row, "number"),
    firstSequence: readInteger(row, "first_sequence"),
    count: readInteger(row, "count"),
    root: readText(row, "root"),
    reason,
    anchored: isEmpty(row, "transaction_hash")
      ? undefined
      : {
          transactionHash: readText(row, "transaction_hash"),
          blockNumber: readInteger(row, "block_number"),
          blockHash: readText(row, "block_hash"),
          anchoredAt: readInteger(row, "anchored_at"),
          previous: readText(row, "previous"),
        },
    isFinal: readInteger(row, "is_final") === 1,
  };
}

/** A row of `executions` with its `log_id`. */
export function toStoredExecution(row: Row): StoredExecution {
  return {
    logId: readText(row, "log_id"),
    number: readInteger(row, "number"),
    part: readInteger(row, "part"),
    sequences: unpackSequences(readBytes(row, "sequences")),
    executed: isEmpty(row, "transaction_hash")
      ? undefined
      : {
          transactionHash: readText(row, "transaction_hash"),
          blockNumber: readInteger(row, "block_number"),
          blockHash: readText(row, "block_hash"),
          outcomes: new Uint8Array(readBytes(row, "outcomes")),
        },
  };
}

/** A row of `transactions`. */
export function toStoredTransaction(row: Row): StoredTransaction {
  return {
    account: readText(row, "account"),
    nonce: readInteger(row, "nonce"),
    hash: readText(row, "hash"),
    raw: readText(row, "raw"),
    purpose: toPurpose(row),
  };
}

function toPurpose(row: Row): TransactionPurpose {
  switch (readText(row, "purpose")) {
    case "anchor":
      return { kind: "anchor", logId: readText(row, "log_id"), number: readInteger(row, "number") };
    case "execute":
      return {
        kind: "execute",
        logId: readText(row, "log_id"),
        number: readInteger(row, "number"),
        part: readInteger(row, "part"),
      };
    default:
      return { kind: "other", because: readText(row, "because") };
  }
}

export function toPurposeColumns({ purpose }: NewTransaction): PurposeColumns {
  return {
    purpose: purpose.kind,
    logId: purpose.kind === "other" ? null : purpose.logId,
    number: purpose.kind === "other" ? null : purpose.number,
    part: purpose.kind === "execute" ? purpose.part : null,
    because: purpose.kind === "other" ? purpose.because : null,
  };
}

/** Sequences as eight bytes each, big-endian. */
export function packSequences(sequences: readonly number[]): Uint8Array {
  const packed = new Uint8Array(sequences.length * BYTES_PER_SEQUENCE);
  const view = new DataView(packed.buffer);
  for (const [index, sequence] of sequences.entries()) view.setBigUint64(index * BYTES_PER_SEQUENCE, BigInt(sequence));
  return packed;
}

function unpackSequences(packed: Uint8Array): readonly number[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: packed.byteLength / BYTES_PER_SEQUENCE }, (_, index) =>
    Number(view.getBigUint64(index * BYTES_PER_SEQUENCE)),
  );
}
