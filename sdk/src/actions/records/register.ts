import { eventNamed, send } from "../../internal/send.ts";
import { type ActingMember, toChainConsent } from "../../internal/toChainConsent.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32 } from "../../types/Hex.ts";
import { parseBytes32 } from "../../types/parseHex.ts";
import type { Receipt } from "../../types/Receipt.ts";
import type { Suite } from "../../types/Suite.ts";

/** A sealed record, and who sends it. */
export interface RegisterParameters extends WaitLimits, ActingMember {
  readonly group: bigint;
  /** The group's current epoch, for which the record was sealed. */
  readonly epoch: bigint;
  /** The number that the record was sealed with; each sender uses one once. */
  readonly senderNonce: bigint;
  readonly contentRoot: Bytes32;
  readonly bodyHash: Bytes32;
  /** The suite that the record was sealed with. */
  readonly suite: Suite;
  /** A record that this one follows; it is not waited for. */
  readonly previous?: Bytes32;
}

/** What came of it. */
export interface RegisterReturnType {
  readonly recordId: Bytes32;
  readonly receipt: Receipt;
}

const NONE = parseBytes32(`0x${"0".repeat(64)}`);

/**
 * Registers a sealed record: everybody sees that it exists, the parties can acknowledge it.
 *
 * @throws QuorateError SIGNER_MISSING, OBJECT_MALFORMED, INTEGER_MALFORMED, EVENT_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as RecordEpochEnded, RecordNonceUsed, RecordSuiteRefused, RecordNotParty
 * @example
 * ```ts
 * const sealed = { group: 1n, epoch: 1n, senderNonce: 7n, contentRoot, bodyHash, suite: 1 } as const;
 * const { recordId } = await register(client, { ...sealed, seat: 3n });
 * ```
 */
export async function register(client: Client, parameters: RegisterParameters): Promise<RegisterReturnType> {
  const { group, epoch, senderNonce, contentRoot, bodyHash, suite, previous = NONE } = parameters;
  const sent = await send(client, parameters, "registering a record", async () =>
    client.contracts.confidentialRegistry.register.populateTransaction(
      { group, epoch, senderNonce, contentRoot, bodyHash, suite, previous },
      await toChainConsent(client, parameters),
    ),
  );
  const { facts } = eventNamed(sent, "ConfidentialRegistry.RecordRegistered");
  return { recordId: facts.recordId, receipt: sent.receipt };
}
