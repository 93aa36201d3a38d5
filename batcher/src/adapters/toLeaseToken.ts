import type { LeaseToken } from "../ports/Store.ts";

/** A fencing token as it is stored. */
export function toLeaseToken(token: number): LeaseToken {
  if (!isLeaseToken(token)) throw new RangeError(`${token} is no fencing token`);
  return token;
}

function isLeaseToken(token: number): token is LeaseToken {
  return Number.isSafeInteger(token) && token > 0;
}
