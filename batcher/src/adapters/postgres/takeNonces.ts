import type { UsedNonces } from "../../ports/Store.ts";
import { type Row, readInteger, readText } from "../readRow.ts";
import type { Query } from "./PostgresSession.ts";

const BITS = 256;

/** Words of which another instance stored nonces first. It ends the transaction, so that nothing of the group is stored. */
export class NonceConflict extends RangeError {
  readonly words: readonly UsedNonces[];

  constructor(words: readonly UsedNonces[]) {
    super("another instance stored some of these nonces first");
    this.words = words;
  }
}

/** Joins the bits of each word to those that are stored, unless some are in both. A word whose deadlines have passed counts as empty. */
const TAKE = `
  INSERT INTO nonce_words AS stored (kind, seat, word, bits, last_deadline)
  SELECT kind, seat, decode(word, 'hex'), ('x' || bits)::bit(${BITS}), last_deadline
  FROM unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::bigint[]) AS new (kind, seat, word, bits, last_deadline)
  ORDER BY 1, 2, 3
  ON CONFLICT (kind, seat, word) DO UPDATE SET
    bits = CASE WHEN stored.last_deadline < $6 THEN excluded.bits ELSE stored.bits | excluded.bits END,
    last_deadline = greatest(stored.last_deadline, excluded.last_deadline)
  WHERE stored.last_deadline < $6 OR stored.bits & excluded.bits = 0::bit(${BITS})
  RETURNING kind, seat, encode(word, 'hex') AS word`;

const READ = `
  SELECT kind, seat, encode(word, 'hex') AS word, bits::text AS bits, last_deadline FROM nonce_words
  JOIN unnest($1::integer[], $2::integer[], $3::text[]) AS asked (kind, seat, name)
  USING (kind, seat) WHERE word = decode(name, 'hex')`;

/**
 * Marks nonces as used.
 *
 * @throws NonceConflict where some were used by records whose deadlines are not due at `settledTime`
 */
export async function takeNonces(query: Query, nonces: readonly UsedNonces[], settledTime: number): Promise<void> {
  if (nonces.length === 0) return;
  const taken = await query(TAKE, [
    nonces.map(({ kind }) => kind),
    nonces.map(({ seat }) => seat),
    nonces.map(({ word }) => word),
    nonces.map(({ bits }) => Buffer.from(bits).toString("hex")),
    nonces.map(({ lastDeadline }) => lastDeadline),
    settledTime,
  ]);
  if (taken.length === nonces.length) return;
  const names = new Set(taken.map((row) => `${row.kind} ${row.seat} ${row.word}`));
  const lost = nonces.filter(({ kind, seat, word }) => !names.has(`${kind} ${seat} ${word}`));
  const stored = await query(READ, [
    lost.map(({ kind }) => kind),
    lost.map(({ seat }) => seat),
    lost.map(({ word }) => word),
  ]);
  throw new NonceConflict(stored.map(toUsedNonces));
}

function toUsedNonces(row: Row): UsedNonces {
  const digits = BigInt(`0b${readText(row, "bits")}`).toString(16);
  return {
    kind: readInteger(row, "kind"),
    seat: readInteger(row, "seat"),
    word: readText(row, "word"),
    bits: new Uint8Array(Buffer.from(digits.padStart(BITS / 4, "0"), "hex")),
    lastDeadline: readInteger(row, "last_deadline"),
  };
}
