import { refuseLease } from "../refuseBatch.ts";
import type { Query } from "./PostgresSession.ts";

/** Nobody takes the lease between this look and the end of the transaction: its row stays locked. The clock is the server's. */
export async function assertLease(query: Query, token: number): Promise<void> {
  const held = await query(
    "SELECT 1 FROM lease WHERE token = $1 AND holder IS NOT NULL AND until > clock_timestamp() FOR UPDATE",
    [token],
  );
  if (held.length === 0) throw refuseLease(token);
}
