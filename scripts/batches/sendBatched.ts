import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import { type Client, QuorateError, signRecord, toAccountSigner } from "#sdk";
import type { SealReturnType } from "#sdk/node";

import { locateHome } from "../records/locateHome.ts";
import { nameSeat, nameSeats } from "../records/nameSeats.ts";
import type { Outcome } from "../terminal/Command.ts";
import { type Input, malformed } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import { type Level, readBatchers, readLevel } from "./batchOptions.ts";
import { chainDeadline } from "./chainDeadline.ts";
import { describeReceipt } from "./describeReceipt.ts";
import { writeSignedRecordFile } from "./signedRecordFile.ts";
import { submitRecord } from "./submitRecord.ts";

/** How a record goes through a batcher. */
export interface BatchedPlan {
  readonly batchers: readonly string[];
  readonly until: Level;
}

/** Reads what `--batch` needs, before anything is sealed. @throws QuorateError OPTION_MISSING, OPTION_MALFORMED */
export function planBatched(place: Workplace, input: Input): BatchedPlan {
  const consent = input.optional("consent");
  if (consent !== null)
    throw malformed("--consent", consent, "either --batch or --consent: what a batch takes is signed at once");
  return { batchers: readBatchers(place, input), until: readLevel(input) };
}

/** A record that was sealed, and how it goes through a batcher. */
export interface SendBatchedParameters extends BatchedPlan {
  readonly client: Client;
  readonly seat: bigint;
  readonly sealed: SealReturnType;
}

/** Signs a sealed record, keeps it, submits it and waits for the level asked for. */
export async function sendBatched(
  place: Workplace,
  input: Input,
  { client, seat, sealed, batchers, until }: SendBatchedParameters,
): Promise<Outcome> {
  const { readers, ...registered } = sealed;
  const { recordId } = registered;
  const path = input.optional("receipt") ?? join((await locateHome(place, input)).receipts, `${recordId}.json`);
  const signedPath = path.replace(/(?:\.json)?$/, ".signed.json");
  const record = await sign(client, seat, registered, place.signal);
  await mkdir(dirname(signedPath), { recursive: true });
  await writeSignedRecordFile(signedPath, { recordId, record });
  const receipt = await submitRecord(client, {
    record,
    batchers,
    until,
    path,
    signal: place.signal,
    report: (level, { sequence }) => place.terminal.say(`${level}: number ${sequence} of its log, receipt in ${path}`),
  }).catch((error: unknown) => {
    throw withWayOut(error, signedPath);
  });
  return {
    json: { recordId, seat, readers, level: until, receipt, file: path, signed: signedPath },
    lines: [
      `Record ${recordId}`,
      `  sealed to  ${nameSeats(client, readers)}`,
      ...describeReceipt(receipt, until),
      `  receipt    ${path}`,
      receipt.batch === undefined
        ? `Once it is anchored: quorate receipt get ${path}, then quorate record promote ${path}`
        : `The parties can acknowledge it after: quorate record promote ${path}`,
      `${nameSeat(client, seat)} is not seen by readers of the chain until then; the batcher knows who sent it, not what it says.`,
    ],
  };
}

async function sign(
  client: Client,
  seat: bigint,
  record: Omit<SealReturnType, "readers">,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { chainId, modules } = client;
  if (client.signer === null) throw new RangeError("a client that sends has a signer");
  const signer = await toAccountSigner(client.signer, { signal });
  const deadline = await chainDeadline(client);
  return (await signRecord({ chainId, modules, seat, deadline, signer, record, signal })).record;
}

/** Says how a record that no batcher took comes on chain all the same. */
function withWayOut(error: unknown, signedPath: string): unknown {
  if (!(error instanceof QuorateError)) return error;
  const { code, summary, remedy, facts } = error;
  const more = `The signed record is in ${signedPath}: quorate record submit sends it again before its deadline, quorate record anchor anchors it without a batcher.`;
  return new QuorateError({ code, summary, remedy: `${remedy} ${more}`, facts, cause: error });
}
