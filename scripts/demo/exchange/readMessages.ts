import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { type RecordField, readXmlMessage } from "#sdk/records";

import type { Message } from "./Message.ts";

/** Messages as banks publish them, beside the checkout. They are never copied into it. */
const REAL = ["..", "shared", "data", "iso20022"];
/** Messages of our own in the same formats. */
const OURS = ["scripts", "demo", "messages"];
const PAYMENT = /pain\.001|pacs\.008/;
const AMOUNT = /\/(?:InstdAmt|IntrBkSttlmAmt)$/;

/** The messages that are sent, and whose they are. */
export interface ReadMessages {
  readonly areReal: boolean;
  readonly messages: readonly Message[];
}

/** Reads payments: real ones where their folder is at hand, else our own. */
export async function readMessages(root: string): Promise<ReadMessages> {
  const real = await readPayments(join(root, ...REAL)).catch(() => []);
  if (real.length > 0) return { areReal: true, messages: real };
  return { areReal: false, messages: await readPayments(join(root, ...OURS)) };
}

async function readPayments(folder: string): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".xml")).toSorted()) {
    const bytes = new Uint8Array(await readFile(join(folder, file)));
    const read = readXmlMessage(bytes);
    const amount = read.fields.find(isAmount);
    if (amount !== undefined && PAYMENT.test(read.namespace)) messages.push({ ...read, bytes, file, amount });
  }
  return messages;
}

function isAmount(field: RecordField): field is Message["amount"] {
  return field.type === "decimal" && AMOUNT.test(field.path);
}
