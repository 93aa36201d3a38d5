import { QuorateError } from "../../errors/QuorateError.ts";
import { eventsNamed, send } from "../../internal/send.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import type { AcceptedState } from "../../types/AcceptedState.ts";
import type { Client } from "../../types/Client.ts";
import type { Bytes32, Hex } from "../../types/Hex.ts";
import { parseHex } from "../../types/parseHex.ts";
import type { Receipt } from "../../types/Receipt.ts";

/** Who accepts what. Without a signature the client's own signer is the one who accepts. */
export interface AcceptParameters extends WaitLimits {
  readonly seat: bigint;
  /** The state that was read and checked. */
  readonly state: AcceptedState;
  /** Of a signature: unix seconds after which it must not be taken. */
  readonly deadline?: bigint;
  /** Of a signature: the seat's cold account, or one of its voting keys. */
  readonly signer?: Hex;
  readonly signature?: Hex;
}

/** What came of it. */
export interface AcceptReturnType {
  /** Whether this acceptance reached the founding quorum, and so opened the governor. */
  readonly isFounding: boolean;
  /** The governor's journal head at that moment: what a member trusts when it verifies the journal later. */
  readonly journalHead: Bytes32 | null;
  readonly receipt: Receipt;
}

/**
 * A member accepts the state it joins; from then on it votes on proposals created later.
 *
 * @throws QuorateError SIGNER_MISSING, ABORTED, TIMED_OUT and what sending can throw
 * @throws RevertedError such as AccessionStateMismatch, AccessionNotAllowed, AccessionBadSignature
 * @example
 * ```ts
 * const state = await getCurrentState(client);
 * await accept(client, { seat: 3n, state });
 * ```
 */
export async function accept(client: Client, parameters: AcceptParameters): Promise<AcceptReturnType> {
  const { seat, state, deadline = 0n, signature = parseHex("0x") } = parameters;
  const sent = await send(client, parameters, "accepting the state", async () => {
    const signer = parameters.signer ?? (await ownAccount(client));
    return await client.contracts.accession.accept.populateTransaction(seat, { ...state }, deadline, signer, signature);
  });
  const [accepted] = eventsNamed(sent.events, "Accession.StateAccepted");
  return {
    isFounding: eventsNamed(sent.events, "MemberRegistry.ConsortiumFounded").length > 0,
    journalHead: accepted?.facts.journalHead ?? null,
    receipt: sent.receipt,
  };
}

async function ownAccount(client: Client): Promise<Hex> {
  if (client.signer !== null) return parseHex(await client.signer.getAddress());
  throw new QuorateError({
    code: "SIGNER_MISSING",
    summary: "Nobody is there to accept.",
    remedy: "Give accept a signature, or createClient a signer.",
  });
}
