import type { Refusal } from "#sdk/receipts";
import type { MemberKey } from "../ports/Chain.ts";
import { byteAt, toLatin1 } from "../records.ts";

/** Scope for records, a bit of a key's scopes. */
const RECORDS_SCOPE = 4;
/** As an end that never comes is written on chain. */
const FOREVER = 2 ** 40 - 1;

/** The keys of all members as the chain has them, by account. */
export class MemberTable {
  readonly #keys = new Map<string, MemberKey>();

  get size(): number {
    return this.#keys.size;
  }

  /** Sets what is known of some seats, or of all. */
  replace(keys: readonly MemberKey[], seats?: readonly number[]): void {
    if (seats === undefined) this.#keys.clear();
    else for (const [account, key] of this.#keys) if (seats.includes(key.seat)) this.#keys.delete(account);
    for (const key of keys) this.#keys.set(toLatin1(key.account, 0, key.account.length), key);
  }

  find(account: string): MemberKey | undefined {
    return this.#keys.get(account);
  }
}

/** Why a key may not act for records of a seat at `time`; undefined where it may. The contract's `mayNow` in words. */
export function judgeKey(key: MemberKey | undefined, seat: number, time: number): Refusal | undefined {
  if (key === undefined || key.scopes === 0) return "key-unknown";
  if (key.seat !== seat) return "seat-mismatch"; // DEFENCE: batcher-seat
  if ((key.scopes & RECORDS_SCOPE) === 0) return "scope-missing"; // DEFENCE: batcher-scope
  if (key.eligibleSince === 0) return "not-a-member"; // DEFENCE: batcher-accepted
  if (key.blockedUntil >= FOREVER) return "not-a-member";
  if (key.blockedUntil > time) return "member-suspended"; // DEFENCE: batcher-suspended-member
  if (key.suspendedUntil > time) return "key-inactive"; // DEFENCE: batcher-suspended-key
  if (key.activeFrom > time || time >= key.expiresAt) return "key-inactive"; // DEFENCE: batcher-active-key
  return undefined;
}

/** Whether two records have the same seat and signer, so that what was judged of one holds for the other. */
export function isSameSigner(bytes: Uint8Array, one: number, other: number): boolean {
  if (byteAt(bytes, one + 1) !== byteAt(bytes, other + 1) || byteAt(bytes, one + 2) !== byteAt(bytes, other + 2))
    return false;
  for (let index = 9; index < 29; index += 1) {
    if (byteAt(bytes, one + index) !== byteAt(bytes, other + index)) return false;
  }
  return true;
}
