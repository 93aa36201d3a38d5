import { QuorateError } from "#sdk";

import { amendment as raiseValidatorLimit } from "./0001-raise-validator-limit.ts";
import { amendment as letMembersHoldPasskeys } from "./0002-let-members-hold-passkeys.ts";
import { amendment as renewTheGovernor } from "./0003-renew-the-governor.ts";
import type { Amendment } from "./Amendment.ts";

/** Every amendment, by number. A new one adds a file and a line. */
export const amendments: readonly Amendment[] = [raiseValidatorLimit, letMembersHoldPasskeys, renewTheGovernor];

/** The amendment of that number, as in `1` or `0001`. @throws QuorateError AMENDMENT_UNKNOWN */
export function findAmendment(text: string): Amendment {
  const found = amendments.find(({ number }) => /^\d{1,4}$/.test(text) && number === Number(text));
  if (found !== undefined) return found;
  throw new QuorateError({
    code: "AMENDMENT_UNKNOWN",
    summary: `There is no amendment ${JSON.stringify(text.slice(0, 40))}.`,
    remedy: `Name one of ${amendments.map(({ number }) => number).join(", ")}; quorate amendment list shows them.`,
    facts: { known: amendments.map(({ number }) => number) },
  });
}
