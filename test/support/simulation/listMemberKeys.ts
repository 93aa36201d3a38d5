import type { MemberKey } from "../../../batcher/src/ports/Chain.ts";
import { accountOf } from "./createSigner.ts";
import { secretOfSeat } from "./SignedByMember.ts";

const FOREVER = 2 ** 40 - 1;
const ALL_SCOPES = 7;

/** One key that may do everything for each of the seats from 1 on, but for what is changed about some. */
export function listMemberKeys(
  seats: number,
  changes: Readonly<Record<number, Partial<MemberKey>>> = {},
): readonly MemberKey[] {
  return Array.from({ length: seats }, (_, index) => ({
    account: accountOf(secretOfSeat(index + 1)),
    seat: index + 1,
    scopes: ALL_SCOPES,
    activeFrom: 1,
    expiresAt: FOREVER,
    suspendedUntil: 0,
    eligibleSince: 1,
    blockedUntil: 0,
    ...changes[index + 1],
  }));
}
