import type { Client, Receipt } from "#sdk";

import { connectReader, connectSender } from "../clients/connect.ts";
import { findSeat } from "../records/findSeat.ts";
import { nameSeat } from "../records/nameSeats.ts";
import { seatOption } from "../records/recordOptions.ts";
import type { OptionDescription, Outcome } from "../terminal/Command.ts";
import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import type { SoleSubject } from "./ConsentFile.ts";
import { describeSubject } from "./describeSubject.ts";
import { sendAlone } from "./sendAlone.ts";
import { writeConsentFile } from "./writeConsentFile.ts";

/** The option of commands that members can also sign elsewhere. */
export const consentOption = {
  consent: {
    value: "FILE",
    says: "send nothing: write it into a file for quorate consent sign and quorate consent submit",
  },
} as const satisfies Readonly<Record<string, OptionDescription>>;

/** Options of every command by which one member acts. */
export const actOptions = { ...seatOption, ...consentOption } as const;

/** Connects as a member that acts: with its account, or for reading alone where others sign and send. */
export async function connectActing(
  place: Workplace,
  input: Input,
): Promise<{ readonly client: Client; readonly seat: bigint }> {
  const client = input.optional("consent") === null ? await connectSender(place) : await connectReader(place);
  return { client, seat: await findSeat(client, input) };
}

/** One member's act, and what is said of it. */
export interface Act {
  readonly client: Client;
  readonly seat: bigint;
  readonly subject: SoleSubject;
  /** What people are asked before it is sent; nothing where it can be taken back. */
  readonly question?: string;
  /** What is said when it is done. */
  readonly says: readonly string[];
  readonly json?: Readonly<Record<string, unknown>>;
}

/** What becomes of a member's act: it is sent, or written into a file that is signed and sent by others. */
export async function act(place: Workplace, input: Input, { client, seat, subject, ...said }: Act): Promise<Outcome> {
  const file = input.optional("consent");
  const sentence = describeSubject(subject, client.names);
  if (file !== null) {
    await writeConsentFile(file, { chainId: client.chainId, seat, subject, consents: [] }, client.names);
    return {
      json: { ...said.json, ...subject, seat, file },
      lines: [`${file}: ${sentence}, by ${nameSeat(client, seat)}. Nothing was sent: quorate consent sign ${file}`],
    };
  }
  if (said.question !== undefined) await place.confirm(said.question);
  const result: { readonly receipt: Receipt } = await sendAlone(client, subject, { seat });
  return { json: { ...said.json, ...subject, ...result, seat }, lines: said.says };
}
