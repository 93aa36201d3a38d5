import { encodeGroupChange, type GroupChange } from "../../internal/groupChange.ts";
import { eventNamed, send } from "../../internal/send.ts";
import { toChainConsents } from "../../internal/toChainConsents.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { MemberConsent } from "../../types/MemberConsent.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** How a group changes, and who of its members consents. */
export interface ChangeGroupParameters extends WaitLimits, GroupChange {
  readonly group: bigint;
  /** The epoch that the change was written against. */
  readonly expectedEpoch: bigint;
  /** Of `changeQuorum` of its members, over the action `changeGroup` with the `hashGroupChange` of the change. */
  readonly consents: readonly MemberConsent[];
}

/** What came of it. */
export interface ChangeGroupReturnType {
  readonly epoch: bigint;
  readonly receipt: Receipt;
}

/**
 * Gives a group other members or another policy by its own rule: a new epoch. By vote of the consortium it is the call
 * `client.calls.groupDirectory.changeGroup`.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, EVENT_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as GroupEpochChanged, GroupBadMembers, GroupBadPolicy
 * @example
 * ```ts
 * const change = { seats: [0n, 1n, 2n], mandatory: [], policy };
 * const { epoch } = await changeGroup(client, { group: 1n, expectedEpoch: 1n, ...change, consents });
 * ```
 */
export async function changeGroup(client: Client, parameters: ChangeGroupParameters): Promise<ChangeGroupReturnType> {
  const { group, expectedEpoch, consents } = parameters;
  const sent = await send(client, parameters, "changing a group", async () => {
    const { seats, mandatory, policy } = encodeGroupChange(parameters);
    return client.contracts.groupDirectory.changeGroupByMembers.populateTransaction(
      group,
      expectedEpoch,
      seats,
      mandatory,
      policy,
      toChainConsents(consents),
    );
  });
  const { facts } = eventNamed(sent, "GroupDirectory.GroupChanged");
  return { epoch: facts.epoch, receipt: sent.receipt };
}
