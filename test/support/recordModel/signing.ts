import type { Wallet } from "ethers";

import { hotOf } from "../model/Cast.ts";
import type { Consent } from "./consents.ts";
import type { RecordStage } from "./Stage.ts";

const FAR = 4_000_000_000;
const NAMES = { records: "Quorate Records", groups: "Quorate Groups", keys: "Quorate Keys" } as const;

/** What a consent is to: the type of the message and its fields but for seat and deadline. */
export interface Message {
  readonly module: keyof typeof NAMES;
  /** As in "Ack(bytes32 recordId)". */
  readonly type: string;
  readonly values: readonly unknown[];
}

/** The account that sends a consent's transaction. */
export function senderOf({ cast }: RecordStage, { organisation, manner }: Consent): string {
  return manner === "caller" ? accountOf(cast, organisation).address : cast.stranger.address;
}

/** A consent as the contracts take it. */
export async function encodeConsent(stage: RecordStage, consent: Consent, message: Message): Promise<unknown> {
  const { seat, organisation, manner } = consent;
  const account = accountOf(stage.cast, organisation);
  const deadline = manner === "late" ? 1 : FAR;
  if (manner === "caller" || manner === "stranger") return [seat, 0, [account.address, "0x"]];
  const signer = manner === "forged" ? stage.cast.stranger : account;
  return [seat, deadline, [account.address, await sign(stage, signer, message, { seat, deadline })]];
}

async function sign(
  { suite, chainId }: RecordStage,
  signer: Wallet,
  { module, type, values }: Message,
  end: { readonly seat: number; readonly deadline: number },
): Promise<string> {
  const [, name = "", list = ""] = /^(\w+)\((.*)\)$/.exec(type) ?? [];
  const fields = list.split(",").map((field) => {
    const [kind = "", label = ""] = field.split(" ");
    return { type: kind, name: label };
  });
  const message = Object.fromEntries(fields.map((field, place) => [field.name, values[place]]));
  const domain = { name: NAMES[module], version: "1", chainId, verifyingContract: suite[module].address };
  const types = { [name]: [...fields, { type: "uint16", name: "seat" }, { type: "uint48", name: "deadline" }] };
  return signer.signTypedData(domain, types, { ...message, ...end });
}

function accountOf(cast: RecordStage["cast"], organisation: number): Wallet {
  return hotOf(cast, organisation, 0);
}
