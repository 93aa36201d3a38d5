import pg, { type Pool, type PoolClient } from "pg";

import { BatcherError } from "../../errors.ts";
import type { Row } from "../readRow.ts";
import type { PostgresSettings } from "./PostgresSettings.ts";
import { failUnknown, translatePostgresError } from "./translatePostgresError.ts";

/** One statement of a transaction, and the rows that it gives. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

const CONNECTIONS = 6;
const CONNECT_MS = 5_000;
/** A server that says nothing for so long is taken for gone. */
const QUERY_MS = 30_000;
const DEFAULT_RESOLVE_MS = 30_000;
const PAUSE_MS = 100;
const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** What every connection is told: a COMMIT that was answered is on disk, and a transaction whose client vanished ends. */
const SESSION = {
  synchronous_commit: "on",
  default_transaction_isolation: "read\\ committed",
  lock_timeout: 10_000,
  statement_timeout: 20_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** Connections to a server, and transactions whose end is known. */
export class PostgresSession {
  readonly schema: string;
  readonly #pool: Pool;
  readonly #resolveMs: number;

  constructor({ url, schema = "quorate_batcher", resolveMs = DEFAULT_RESOLVE_MS }: PostgresSettings) {
    if (!NAME.test(schema)) throw new RangeError(`${schema} is no name of a schema: use a-z, 0-9 and _`);
    this.schema = schema;
    this.#resolveMs = resolveMs;
    const session = { search_path: schema, ...SESSION };
    this.#pool = new pg.Pool({
      connectionString: url,
      application_name: "quorate batcher",
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_MS,
      keepAlive: true,
      options: Object.entries(session)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(" "),
    });
    // A connection that breaks is replaced; whoever was using it is told by what it had asked.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /** Asks outside of a transaction. */
  async read(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return (await this.#pool.query<Row>(text, [...values])).rows;
    } catch (error) {
      throw translatePostgresError(error);
    }
  }

  /**
   * Does all of `work` or nothing of it. Where the answer to COMMIT is lost it is not known whether it took place: `again`
   * finds out, or does it once more, in transactions of its own until one of them ends. `again` has to begin with a lock
   * that `work` took, so that it waits for what the server may still be doing.
   *
   * @throws BatcherError STORE_UNAVAILABLE and STORE_FULL where nothing took place, STORE_FAILED where that is not known
   */
  async write<Result>(work: (query: Query) => Promise<Result>, again = work): Promise<Result> {
    const first = await this.#attempt(work);
    if (first.isKnown) return first.result;
    const end = performance.now() + this.#resolveMs;
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const next = await this.#attemptAgain(again);
      if (next?.isKnown) return next.result;
    }
    throw failUnknown(first.cause);
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }

  async #attemptAgain<Result>(work: (query: Query) => Promise<Result>): Promise<Attempt<Result> | undefined> {
    try {
      return await this.#attempt(work);
    } catch (error) {
      // Faults of the server pass or time runs out; what the batcher itself refuses is an answer.
      const { code } = Object(error);
      if (error instanceof RangeError || (error instanceof BatcherError && !SERVER_FAULTS.has(code))) throw error;
      return undefined;
    }
  }

  async #attempt<Result>(work: (query: Query) => Promise<Result>): Promise<Attempt<Result>> {
    const client = await this.#connect();
    const query: Query = async (text, values = []) => (await client.query<Row>(text, [...values])).rows;
    let result: Result;
    try {
      await client.query("BEGIN");
      result = await work(query);
    } catch (error) {
      // The server forgets a transaction with its connection, whatever became of the ROLLBACK.
      const isBroken = await client.query("ROLLBACK").then(
        () => false,
        () => true,
      );
      client.release(isBroken);
      throw error instanceof RangeError ? error : translatePostgresError(error);
    }
    return commit(client, result);
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw translatePostgresError(error);
    }
  }
}

type Attempt<Result> =
  | { readonly isKnown: true; readonly result: Result }
  | { readonly isKnown: false; readonly cause: unknown };

const SERVER_FAULTS: ReadonlySet<unknown> = new Set(["STORE_UNAVAILABLE", "STORE_FULL", "STORE_FAILED"]);

async function commit<Result>(client: PoolClient, result: Result): Promise<Attempt<Result>> {
  try {
    await client.query("COMMIT");
    client.release();
    return { isKnown: true, result };
  } catch (cause) {
    client.release(true);
    return { isKnown: false, cause };
  }
}
