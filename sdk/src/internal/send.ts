import type { Log, TransactionRequest } from "ethers";

import { QuorateError } from "../errors/QuorateError.ts";
import type { EventName } from "../generated/events.ts";
import { parseAddress } from "../types/parseAddress.ts";
import type { Receipt } from "../types/Receipt.ts";
import { decodeEvent, type ModuleEvent } from "./decodeEvent.ts";
import { moduleAt } from "./moduleAddresses.ts";
import type { SendingClient } from "./SendingClient.ts";
import { sendTransaction } from "./sendTransaction.ts";
import type { WaitLimits } from "./WaitLimits.ts";
import { withLimits } from "./withLimits.ts";

/** A transaction that was mined, with the events of our modules in it. */
export interface Sent {
  readonly receipt: Receipt;
  readonly events: readonly ModuleEvent[];
}

/**
 * Builds a transaction, sends it, waits until it is mined and decodes what our modules said in it. Whose time is over while it builds
 * sends nothing.
 */
export async function send(
  client: SendingClient,
  limits: WaitLimits,
  doing: string,
  build: (signal: AbortSignal) => Promise<TransactionRequest>,
): Promise<Sent> {
  return await withLimits(limits, client, doing, async (signal, note) => {
    note({ stage: "nothing" });
    const { receipt, logs } = await sendTransaction(client, await build(signal), signal, note);
    return { receipt, events: decodeLogs(client, logs) };
  });
}

/** The events of our modules among some logs, in order. */
export function decodeLogs(client: Pick<SendingClient, "modules">, logs: readonly Log[]): readonly ModuleEvent[] {
  return logs.flatMap((log) => {
    const module = moduleAt(client.modules, parseAddress(log.address));
    const event = module === undefined ? undefined : decodeEvent(module, log);
    return event === undefined ? [] : [event];
  });
}

/** The events of one name among others. */
export function eventsNamed<Name extends EventName>(
  events: readonly ModuleEvent[],
  name: Name,
): readonly ModuleEvent<Name>[] {
  return events.flatMap((event) => (isNamed(event, name) ? [event] : []));
}

function isNamed<Name extends EventName>(event: object, name: Name): event is ModuleEvent<Name> {
  return "name" in event && event.name === name;
}

/** The event that a transaction must have left behind. @throws QuorateError EVENT_MISSING */
export function eventNamed<Name extends EventName>(sent: Sent, name: Name): ModuleEvent<Name> {
  const [event] = eventsNamed(sent.events, name);
  if (event !== undefined) return event;
  throw new QuorateError({
    code: "EVENT_MISSING",
    summary: `The transaction ${sent.receipt.transactionHash} was mined without the event ${name}.`,
    remedy: "Check that the modules were not replaced since the client was made.",
    facts: { event: name, transaction: sent.receipt.transactionHash },
  });
}
