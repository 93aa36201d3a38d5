import { type Client, formatMoment, QuorateError, signRecord, toAccountSigner } from "#sdk";
import { parsePackedRecord, toSignedRecord } from "#sdk/receipts";

import { connectSender } from "../clients/connect.ts";
import { type Input, malformed } from "../terminal/Input.ts";
import { readSuite } from "../terminal/readValues.ts";
import type { Workplace } from "../terminal/Workplace.ts";
import { chainDeadline } from "./chainDeadline.ts";
import { recordPlaceOf } from "./recordPlaceOf.ts";
import { type SignedRecordFile, writeSignedRecordFile } from "./signedRecordFile.ts";

/** A signed record, and the file that it is in. */
export interface RenewRecordParameters {
  readonly signed: SignedRecordFile;
  readonly file: string;
}

/**
 * The record as a batcher may still take it: as it is while its deadline is to come, else signed anew by the key at hand. The number and the id stay what they are, so that the registry takes one of
 * the two at most, whatever became of the first. What is signed is kept in a file beside the first before it is submitted.
 *
 * @throws QuorateError RECORD_REFUSED where the deadline has passed and no key is named; as `signRecord`, FILE_EXISTS, FILE_UNWRITABLE
 */
export async function renewRecord(
  place: Workplace,
  input: Input,
  client: Client,
  { signed, file }: RenewRecordParameters,
): Promise<Uint8Array> {
  const { recordId, record } = signed;
  const { deadline } = parsePackedRecord(record);
  const block = await client.provider.getBlock("latest");
  if (BigInt(deadline) > BigInt(block?.timestamp ?? 0)) return record;
  if (input.optional("key") === null) throw refusePassed(file, BigInt(deadline));
  const passed = `The deadline of ${recordId} passed ${formatMoment(BigInt(deadline))} by the chain's time.`;
  await place.confirm(`${passed} Sign it anew, under the same number?`);
  const renewed = await sign(place, record);
  const path = file.replace(/(?:\.signed)?\.json$/, `-${parsePackedRecord(renewed).deadline}.signed.json`);
  await writeSignedRecordFile(path, { recordId, record: renewed });
  place.terminal.say(`signed anew, in ${path}`);
  return renewed;
}

async function sign(place: Workplace, record: Uint8Array): Promise<Uint8Array> {
  const { signal } = place;
  const sender = await connectSender(place);
  const { chainId, modules, signer: account } = sender;
  const said = toSignedRecord(recordPlaceOf(sender), parsePackedRecord(record));
  if (said.kind !== "registration" || account === null)
    throw malformed(
      "FILE",
      said.kind,
      "a record that was sealed: others are signed anew by the program that made them",
    );
  const { seat, nonce: senderNonce, suite, ...facts } = said;
  const signer = await toAccountSigner(account, { signal });
  const deadline = await chainDeadline(sender);
  const sealed = { ...facts, senderNonce, suite: readSuite("FILE", String(suite)) };
  return (await signRecord({ chainId, modules, seat, deadline, signer, record: sealed, signal })).record;
}

function refusePassed(file: string, deadline: bigint): QuorateError {
  return new QuorateError({
    code: "RECORD_REFUSED",
    summary: `The deadline of the signed record in ${file} passed ${formatMoment(deadline)} by the chain's time: no batcher takes it any more.`,
    remedy:
      "Where a batcher answered for it before, ask for its receipt with quorate receipt get; else sign it anew, under the same number: quorate record submit with --key.",
    facts: { refusal: "deadline-passed", retry: false, deadline },
  });
}
