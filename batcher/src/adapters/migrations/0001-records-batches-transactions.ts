import type { Migration } from "./Migration.ts";

/**
 * What a batcher keeps from the first release on.
 *
 * Records of all logs stand one after another: `position` counts them, `origin` is where a log's sequence 0 stands. So one
 * integer finds a group by its sequence and the newest group of any log, and nothing else needs an index. SQLite derives
 * the next sequence from the last group; PostgreSQL keeps it in the log's row, whose lock orders the instances.
 */
export const recordsBatchesTransactions: Migration = {
  number: 1,
  name: "records, batches, transactions",
  sqlite: `
    CREATE TABLE owner (one INTEGER PRIMARY KEY CHECK (one = 1), chain_id TEXT NOT NULL, anchor TEXT NOT NULL) STRICT;
    CREATE TABLE logs (
      log INTEGER PRIMARY KEY, log_id TEXT NOT NULL UNIQUE, salt TEXT NOT NULL, seat INTEGER NOT NULL, origin INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE groups (
      position INTEGER PRIMARY KEY, count INTEGER NOT NULL CHECK (count > 0), chain_time INTEGER NOT NULL, block INTEGER NOT NULL,
      last_deadline INTEGER NOT NULL, promised_until INTEGER NOT NULL, digests BLOB NOT NULL, records BLOB NOT NULL
    ) STRICT;
    CREATE TABLE batches (
      log INTEGER NOT NULL, number INTEGER NOT NULL, first_sequence INTEGER NOT NULL, count INTEGER NOT NULL CHECK (count > 0),
      root TEXT NOT NULL, reason TEXT NOT NULL, is_final INTEGER NOT NULL DEFAULT 0,
      transaction_hash TEXT, block_number INTEGER, block_hash TEXT, anchored_at INTEGER, previous TEXT,
      PRIMARY KEY (log, number)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX batches_by_sequence ON batches (log, first_sequence);
    CREATE INDEX batches_unsettled ON batches (log, number) WHERE is_final = 0;
    CREATE TABLE executions (
      log INTEGER NOT NULL, number INTEGER NOT NULL, part INTEGER NOT NULL, sequences BLOB NOT NULL,
      transaction_hash TEXT, block_number INTEGER, block_hash TEXT, outcomes BLOB,
      PRIMARY KEY (log, number, part)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE transactions (
      account TEXT NOT NULL, nonce INTEGER NOT NULL, place INTEGER NOT NULL, hash TEXT NOT NULL, raw TEXT NOT NULL,
      purpose TEXT NOT NULL, log_id TEXT, number INTEGER, part INTEGER, because TEXT,
      PRIMARY KEY (account, nonce, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lease (one INTEGER PRIMARY KEY CHECK (one = 1), token INTEGER NOT NULL, holder TEXT) STRICT;
    INSERT INTO lease (one, token) VALUES (1, 0);
    CREATE TABLE probe (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL) STRICT;
    INSERT INTO probe (one, count) VALUES (1, 0);
  `,
  postgres: `
    CREATE TABLE owner (one integer PRIMARY KEY CHECK (one = 1), chain_id text NOT NULL, anchor text NOT NULL);
    CREATE TABLE logs (
      log integer PRIMARY KEY, log_id text NOT NULL UNIQUE, salt text NOT NULL, seat integer NOT NULL, origin bigint NOT NULL,
      next_sequence bigint NOT NULL, is_ended integer NOT NULL DEFAULT 0
    ) WITH (fillfactor = 50);
    CREATE TABLE groups (
      position bigint PRIMARY KEY, count integer NOT NULL CHECK (count > 0), id bytea NOT NULL, chain_time bigint NOT NULL,
      block bigint NOT NULL, last_deadline bigint NOT NULL, promised_until bigint NOT NULL, digests bytea NOT NULL,
      records bytea NOT NULL
    );
    ALTER TABLE groups ALTER COLUMN digests SET STORAGE EXTERNAL, ALTER COLUMN records SET STORAGE EXTERNAL;
    CREATE TABLE batches (
      log integer NOT NULL, number bigint NOT NULL, first_sequence bigint NOT NULL, count bigint NOT NULL CHECK (count > 0),
      root text NOT NULL, reason text NOT NULL, is_final integer NOT NULL DEFAULT 0,
      transaction_hash text, block_number bigint, block_hash text, anchored_at bigint, previous text,
      PRIMARY KEY (log, number)
    );
    CREATE UNIQUE INDEX batches_by_sequence ON batches (log, first_sequence);
    CREATE INDEX batches_unsettled ON batches (log, number) WHERE is_final = 0;
    CREATE TABLE executions (
      log integer NOT NULL, number bigint NOT NULL, part integer NOT NULL, sequences bytea NOT NULL,
      transaction_hash text, block_number bigint, block_hash text, outcomes bytea,
      PRIMARY KEY (log, number, part)
    );
    CREATE TABLE transactions (
      account text NOT NULL, nonce bigint NOT NULL, place integer NOT NULL, hash text NOT NULL, raw text NOT NULL,
      purpose text NOT NULL, log_id text, number bigint, part integer, because text,
      PRIMARY KEY (account, nonce, place)
    );
    CREATE TABLE lease (one integer PRIMARY KEY CHECK (one = 1), token bigint NOT NULL, holder text, until timestamptz);
    INSERT INTO lease (one, token) VALUES (1, 0);
    CREATE TABLE probe (one integer PRIMARY KEY CHECK (one = 1), count bigint NOT NULL);
    INSERT INTO probe (one, count) VALUES (1, 0);
    CREATE TABLE nonce_words (
      kind integer NOT NULL, seat integer NOT NULL, word bytea NOT NULL, bits bit(256) NOT NULL, last_deadline bigint NOT NULL,
      PRIMARY KEY (kind, seat, word)
    ) WITH (fillfactor = 70);
    CREATE INDEX nonce_words_due ON nonce_words (last_deadline);
  `,
};
