import { AssertionError } from "node:assert/strict";

import type { Bytes32 } from "#sdk";
import { type OpenReturnType, open } from "#sdk/node";
import { writeXmlMessage } from "#sdk/records";

import type { Stage } from "../stage/Stage.ts";
import type { Message } from "./Message.ts";
import type { Party } from "./Party.ts";

/** Which record a party opens. */
export interface OpenAsParameters {
  readonly recordId: Bytes32;
  readonly grantedSlots?: readonly Uint8Array[];
}

/** A party opens a record with its own key store; the envelope comes from its own folder, or from the others' servers. */
export async function openAs(stage: Stage, party: Party, parameters: OpenAsParameters): Promise<OpenReturnType> {
  const { client, exchange, signal } = stage;
  const from = exchange.parties.filter((other) => other !== party).map(({ remote }) => remote);
  const { keyStore, store } = party;
  return await open(client, { keyStore, store, from, ...parameters, signal });
}

/** A party opens a record, and what it reads is the message that was sent, byte for byte. */
export async function readAs(
  stage: Stage,
  party: Party,
  parameters: OpenAsParameters & { readonly message: Message },
): Promise<OpenReturnType> {
  const { message, ...asked } = parameters;
  const opened = await openAs(stage, party, asked);
  const read = writeXmlMessage(opened.fields, opened.head.header.schemaId);
  if (Buffer.compare(read, message.bytes) !== 0)
    throw new AssertionError({ message: `${party.member.name} reads another message than ${message.file}` });
  return opened;
}
